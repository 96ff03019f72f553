import { PEOPLE_COLOURS, type User } from './session.ts';

/**
 * A colour for each person on a map, by id. Everybody keeps their own as long as nobody before them
 * (by id) has it; the others take the next free one. Every browser that sees the same people comes
 * to the same colours, without asking anyone. Beyond eight people colours repeat.
 */
export function distinctColours(people: Iterable<User>): ReadonlyMap<string, string> {
	const sorted = [...people].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
	const colours = new Map<string, string>();
	let taken = new Set<string>();
	for (const { id, color } of sorted) {
		if (colours.has(id)) continue;
		if (taken.size >= PEOPLE_COLOURS.length) taken = new Set();
		const free = PEOPLE_COLOURS.find((candidate) => !taken.has(candidate));
		const chosen = taken.has(color) ? (free ?? color) : color;
		colours.set(id, chosen);
		taken.add(chosen);
	}
	return colours;
}

import { PEOPLE_COLOURS } from '#core/wire/session.ts';

/** The same person has the same colour; people are spread over all of them. */
export function colourOf(id: string): string {
	const index = Number.parseInt(id.slice(0, 8), 16) % PEOPLE_COLOURS.length;
	return PEOPLE_COLOURS[index] ?? PEOPLE_COLOURS[0];
}

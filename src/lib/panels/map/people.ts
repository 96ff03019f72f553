import type { Peer } from '#lib/sync/presence.svelte.ts';

/** A person on the map; one who has it open twice is one person. */
export interface Person {
	readonly id: string;
	readonly name: string;
	readonly color: string;
	/** The tab to follow. */
	readonly client: number;
	/** It is this person, in another window. */
	readonly isMe: boolean;
}

/** Who is here besides this tab, by name. */
export function peopleOf(peers: readonly Peer[], me: string): readonly Person[] {
	const people = new Map<string, Person>();
	for (const { user, client } of peers) {
		if (people.has(user.id)) continue;
		const { id, name, color } = user;
		people.set(id, { id, name, color, client, isMe: id === me });
	}
	return [...people.values()].sort((a, b) => a.name.localeCompare(b.name));
}

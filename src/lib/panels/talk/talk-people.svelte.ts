import { m } from '#lib/paraglide/messages.js';
import { PEOPLE_COLOURS } from '#core/wire/session.ts';
import { answer } from '#lib/api/client.ts';
import type { OpenMap } from '#lib/sync/open-map.svelte.ts';
import type { OpenTalk } from '#lib/sync/open-talk.svelte.ts';
import type { Workspace } from '#lib/sync/workspace.svelte.ts';

export interface TalkPerson {
	readonly id: string;
	readonly name: string;
	readonly color: string;
}

/** Somebody by id; who was never met is "Someone". Reactive. */
export function personOf(id: string, { identity, people }: Workspace): TalkPerson {
	const { user } = identity;
	if (id === user.id) return user;
	const known = people.get(id);
	return { id, name: known?.name ?? m.talk_someone(), color: known?.color ?? colourOf(id) };
}

/** The people of a map: who is here, who takes part, and who has written something. */
export class TalkPeople {
	readonly #map: OpenMap;
	readonly #talk: OpenTalk;
	readonly #workspace: Workspace;
	#taking = $state.raw<readonly string[]>([]);

	constructor(talk: OpenTalk, options: { readonly map: OpenMap; readonly workspace: Workspace }) {
		this.#talk = talk;
		this.#map = options.map;
		this.#workspace = options.workspace;
	}

	/** By name, without oneself and without those whose name is not known. Reactive. */
	get all(): readonly TalkPerson[] {
		const { identity, people } = this.#workspace;
		const authors = this.#talk.threads.flatMap(({ entries }) =>
			entries.map(({ comment }) => comment.author)
		);
		return [...new Set([...this.#taking, ...authors, ...this.#here])]
			.filter((id) => id !== identity.user.id && people.get(id) !== undefined)
			.map((id) => personOf(id, this.#workspace))
			.sort((a, b) => a.name.localeCompare(b.name));
	}

	/** Asks the server who takes part. Without an answer those of this device stand. */
	async ask(): Promise<void> {
		if (!this.#map.access.may('map:list-people') || this.#map.access.isOnlyHere) return;
		const { api, people } = this.#workspace;
		const params = { path: { id: this.#map.id } };
		try {
			const list = await answer(api.GET('/api/maps/{id}/collaborators', { params }));
			people.meet(list.map(({ user_id: id, name, color }) => ({ id, name, color })));
			this.#taking = list.map(({ user_id }) => user_id);
		} catch {
			// Away, or not for this person to know.
		}
	}

	get #here(): readonly string[] {
		return this.#map.presence.peers.map(({ user }) => user.id);
	}
}

/** The same colour for the same person wherever it is not known which one they chose. */
function colourOf(id: string): string {
	const number = Number.parseInt(id.slice(0, 8), 16);
	return PEOPLE_COLOURS[number % PEOPLE_COLOURS.length] ?? PEOPLE_COLOURS[0];
}

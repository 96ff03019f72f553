import { mapListSchema, type MapSummary } from '#core/wire/session.ts';
import type { Workspace } from '#lib/sync/workspace.svelte.ts';
import { mergeMaps, type KnownMap } from './merge-maps.ts';

const LIMIT_MS = 8_000;
/** As many as one answer holds: they are put in order here, by what was touched last. */
const LIST = '/api/maps?limit=1000';

/** My maps: those of this device at once, those of the server when it answers. */
export class KnownMaps {
	readonly #workspace: Workspace;
	#fromServer = $state.raw<readonly MapSummary[]>([]);
	#asked = $state<'asking' | 'answered' | 'unreached'>('asking');

	constructor(workspace: Workspace) {
		this.#workspace = workspace;
	}

	get all(): readonly KnownMap[] {
		return mergeMaps(this.#workspace.maps.all, this.#fromServer);
	}

	/** Whether the server has been heard: until then the list may be incomplete. */
	get asked(): 'asking' | 'answered' | 'unreached' {
		return this.#asked;
	}

	async ask(signal: AbortSignal): Promise<void> {
		this.#asked = 'asking';
		try {
			const token = await this.#workspace.identity.token();
			const response = await fetch(LIST, {
				headers: { authorization: `Bearer ${token}` },
				signal: AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)])
			});
			if (!response.ok) throw new Error(`maps refused: ${response.status}`);
			this.#fromServer = mapListSchema.parse(await response.json());
			this.#asked = 'answered';
		} catch {
			// Away, or not understood: the maps of this device stand, and the screen says so.
			if (!signal.aborted) this.#asked = 'unreached';
		}
	}
}

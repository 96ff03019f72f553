import { createSubscriber } from 'svelte/reactivity';
import type { Awareness } from 'y-protocols/awareness';
import { distinctColours } from '#core/wire/distinct-colours.ts';
import { parsePresence, type PresenceState } from '#core/wire/presence.ts';
import type { Identity } from './identity.svelte.ts';
import type { SharedDocument } from './shared-document.svelte.ts';

/** Another tab or person on the same map. */
export interface Peer extends PresenceState {
	/** Yjs client id: one per tab. */
	readonly client: number;
}

/** At most this often is our own state sent; the server drops what exceeds 20 messages a second. */
const SEND_EVERY_MS = 80;

/**
 * Who is here, what they point at and what they draw. Never stored; ends with the connection.
 */
export class Presence {
	readonly #awareness: Awareness;
	readonly #identity: Identity;
	readonly #subscribe: () => void;
	/** Names stay known after people leave, for "Anna changed this since". */
	readonly #names = new Map<number, string>();
	#pending: Partial<PresenceState> = {};
	#timer: ReturnType<typeof setTimeout> | undefined;
	#lastSent = 0;
	readonly #stopNaming: () => void;
	readonly #stopFollowingIdentity: () => void;

	constructor(document: SharedDocument, identity: Identity) {
		if (!document.awareness) throw new Error('presence needs a document opened with presence');
		this.#awareness = document.awareness;
		this.#identity = identity;
		this.#subscribe = createSubscriber((update) => this.onChange(update));
		this.#stopNaming = this.onChange(() => {
			for (const peer of this.peek()) this.#names.set(peer.client, peer.user.name);
		});
		this.#awareness.setLocalState({ user: { ...identity.user } });
		this.#stopFollowingIdentity = $effect.root(() => {
			$effect(() => this.#set({ user: { ...this.#identity.user } }));
		});
	}

	/** All other tabs on this map. Reactive; changes several times a second. */
	get peers(): readonly Peer[] {
		this.#subscribe();
		return this.peek();
	}

	/** The same, not reactive. People of one colour are told apart by another. */
	peek(): readonly Peer[] {
		const peers: Peer[] = [];
		for (const [client, value] of this.#awareness.getStates()) {
			const state = client === this.#awareness.clientID ? undefined : parsePresence(value);
			if (state) peers.push({ ...state, client });
		}
		const colours = this.#colours(peers);
		return peers.map((peer) => {
			const color = colours.get(peer.user.id) ?? peer.user.color;
			return { ...peer, user: { ...peer.user, color } };
		});
	}

	/** This person's colour as all on this map see it. Reactive. */
	get ownColour(): string {
		const { id, color } = this.#identity.user;
		return this.#colours(this.peers).get(id) ?? color;
	}

	/** Runs the listener on every change of anybody's presence. Returns the undo. */
	onChange(listener: () => void): () => void {
		this.#awareness.on('change', listener);
		return () => this.#awareness.off('change', listener);
	}

	nameOf(client: number): string | undefined {
		return client === this.#awareness.clientID ? this.#identity.user.name : this.#names.get(client);
	}

	setCursor(cursor: readonly [number, number] | null): void {
		this.#set({ cursor: cursor && [cursor[0], cursor[1]] });
	}

	setGhost(ghost: PresenceState['ghost']): void {
		this.#set({ ghost });
	}

	setEditing(editing: PresenceState['editing']): void {
		this.#set({ editing });
	}

	setCamera(camera: PresenceState['camera']): void {
		this.#set({ camera });
	}

	/**
	 * Others see us leave when the last user of the document closes it (the provider says so): the page
	 * that made a map hands the document over to the page that shows it.
	 */
	close(): void {
		clearTimeout(this.#timer);
		this.#stopNaming();
		this.#stopFollowingIdentity();
	}

	#colours(peers: readonly Peer[]): ReadonlyMap<string, string> {
		return distinctColours([this.#identity.user, ...peers.map(({ user }) => user)]);
	}

	/** The first change goes out at once, those that follow within the interval go together. */
	#set(patch: Partial<PresenceState>): void {
		this.#pending = { ...this.#pending, ...patch };
		if (this.#timer !== undefined) return;
		const wait = Math.max(0, this.#lastSent + SEND_EVERY_MS - Date.now());
		if (wait === 0) this.#send();
		else this.#timer = setTimeout(() => this.#send(), wait);
	}

	#send(): void {
		this.#timer = undefined;
		this.#lastSent = Date.now();
		const patch = this.#pending;
		this.#pending = {};
		const state = this.#awareness.getLocalState();
		if (state) this.#awareness.setLocalState({ ...state, ...patch });
	}
}

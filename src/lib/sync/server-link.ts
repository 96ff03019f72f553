import type * as Y from 'yjs';
import type { Awareness } from 'y-protocols/awareness';
import { parseCloseReason, type CloseReason } from '#core/wire/close-reason.ts';
import { parseServerMessage, type PutBackReason } from '#core/wire/stateless.ts';
import type { Connection } from './connection.svelte.ts';
import { FramedProvider } from './framed-provider.ts';
import type { Identity } from './identity.svelte.ts';

/** Edits of one moment share a barrier. */
const BARRIER_DELAY_MS = 40;
const RETRY_MS = 2_000;
const MAX_RETRY_MS = 30_000;
const LIMITED_BEFORE_TELLING = 3;

export interface LinkEvents {
	/** The handshake is done: both sides hold what the other had. */
	onSynced(options: { readonly readOnly: boolean }): void;
	/** The socket or this document's channel is gone; it comes back by itself. */
	onLost(): void;
	/** The server has committed everything of this document up to the barrier. */
	onDurable(mark: number): void;
	/** What this person may do from now on. */
	onAccess(access: 'read' | 'write'): void;
	/** Something done here was not taken, because its person may only read. */
	onNotTaken(): void;
	/** Layers that were put on the map here, and taken off again by the server. */
	onPutBack(layers: readonly PutBackLayer[]): void;
	/** The server will not take this document as it stands. */
	onRefused(reason: CloseReason): void;
}

export interface PutBackLayer {
	readonly id: string;
	readonly why: PutBackReason;
}

interface LinkOptions {
	readonly name: string;
	readonly doc: Y.Doc;
	readonly awareness: Awareness | null;
	readonly connection: Connection;
	readonly identity: Identity;
	readonly events: LinkEvents;
}

/**
 * One document's channel to the server: handshake, retry, and the barrier that earns the word
 * "saved". Barriers are numbered through; those of an earlier connection are never believed.
 */
export class ServerLink {
	readonly #provider: FramedProvider;
	readonly #options: LinkOptions;
	#next = 1;
	/** First barrier of this connection; 0 while not synced. */
	#first = 0;
	readonly #marks = new Map<number, number>();
	#barrierTimer: ReturnType<typeof setTimeout> | undefined;
	#retryTimer: ReturnType<typeof setTimeout> | undefined;
	#retryDelay = RETRY_MS;
	/** Closes for a limit since something was last confirmed. */
	#limited = 0;
	#mark: () => number;

	/** `mark` tells how many edits of this tab the document holds at the moment. */
	constructor(options: LinkOptions, mark: () => number) {
		this.#options = options;
		this.#mark = mark;
		this.#provider = new FramedProvider({
			name: options.name,
			document: options.doc,
			awareness: options.awareness,
			websocketProvider: options.connection.socket,
			token: () => options.identity.token(),
			onSynced: () => this.#synced(),
			onClose: ({ event }) => this.#closed(parseCloseReason(event.reason)),
			onDisconnect: () => this.#lost(),
			onAuthenticationFailed: ({ reason }) => this.#denied(reason),
			onStateless: ({ payload }) => this.#received(payload)
		});
	}

	get isSynced(): boolean {
		return this.#first > 0;
	}

	attach(): void {
		this.#provider.attach();
	}

	/** Nothing more is sent or received. */
	detach(): void {
		this.#lost();
		clearTimeout(this.#retryTimer);
		this.#provider.detach();
	}

	/** Asks for a confirmation of everything sent so far, soon. */
	requestBarrier(): void {
		if (!this.isSynced || this.#barrierTimer !== undefined) return;
		this.#barrierTimer = setTimeout(() => this.#sendBarrier(), BARRIER_DELAY_MS);
	}

	destroy(): void {
		clearTimeout(this.#barrierTimer);
		clearTimeout(this.#retryTimer);
		this.#provider.destroy();
	}

	#synced(): void {
		this.#first = this.#next;
		this.#retryDelay = RETRY_MS;
		this.#options.events.onSynced({ readOnly: this.#provider.authorizedScope === 'readonly' });
		this.#sendBarrier();
	}

	#sendBarrier(): void {
		clearTimeout(this.#barrierTimer);
		this.#barrierTimer = undefined;
		if (!this.isSynced) return;
		const n = this.#next++;
		this.#marks.set(n, this.#mark());
		this.#provider.sendStateless(JSON.stringify({ t: 'barrier', n }));
	}

	#received(payload: string): void {
		const message = parseServerMessage(payload);
		const { events } = this.#options;
		switch (message?.t) {
			case 'durable':
				return this.#durable(message.n);
			case 'refused':
				if (this.#first > 0 && message.n >= this.#first) events.onNotTaken();
				return;
			case 'access':
				events.onAccess(message.access);
				// What was on its way: taken or not, and if not, the server says so now.
				return this.#sendBarrier();
			case 'put-back':
				return events.onPutBack(message.layers);
			case 'paused':
			case 'resumed':
			case undefined:
				return;
		}
	}

	#durable(n: number): void {
		if (this.#first === 0 || n < this.#first) return;
		const mark = this.#marks.get(n);
		for (const earlier of [...this.#marks.keys()]) if (earlier <= n) this.#marks.delete(earlier);
		this.#limited = 0;
		if (mark !== undefined) this.#options.events.onDurable(mark);
	}

	#lost(): void {
		if (this.#first === 0) return;
		this.#first = 0;
		this.#marks.clear();
		this.#options.events.onLost();
	}

	/** The socket closed, or the server closed this document on an open socket. */
	#closed(reason: CloseReason): void {
		this.#lost();
		if (!this.#options.connection.isOpen) return;
		this.#refusedOrRetry(reason);
	}

	#denied(reason: string): void {
		this.#lost();
		this.#refusedOrRetry(parseCloseReason(reason));
	}

	#refusedOrRetry(reason: CloseReason): void {
		switch (reason.kind) {
			case 'invalid':
			case 'no-access':
			case 'deleted':
			case 'not-found':
			case 'newer-version':
			case 'read-only':
				// Whatever is sent from here on would be refused again.
				this.#provider.detach();
				return this.#options.events.onRefused(reason);
			case 'signed-out':
				this.#options.identity.forgetToken();
				return this.#retryLater();
			case 'limit':
				// Once may be a burst of edits; again and again it is more than the server takes.
				this.#limited += 1;
				if (this.#limited >= LIMITED_BEFORE_TELLING) this.#options.events.onRefused(reason);
				return this.#retryLater();
			case 'retry':
			case 'unknown':
				return this.#retryLater();
		}
	}

	/** After a close by the server the stock provider stays attached and silent (sync.md, defect 11). */
	#retryLater(): void {
		clearTimeout(this.#retryTimer);
		this.#retryTimer = setTimeout(() => void this.#retry(), this.#retryDelay);
		this.#retryDelay = Math.min(this.#retryDelay * 2, MAX_RETRY_MS);
	}

	async #retry(): Promise<void> {
		if (!this.#options.connection.isOpen) return;
		await this.#provider.sendToken();
		this.#provider.startSync();
	}
}

import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { Awareness } from 'y-protocols/awareness';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { DocumentName } from '#core/doc/names.ts';
import { parseServerMessage } from '#core/wire/stateless.ts';
import type { ServerMessage } from '#core/wire/stateless.ts';
import { until } from './until.ts';

export interface TestClientOptions {
	readonly url: string;
	readonly token: string;
	readonly name: DocumentName;
	readonly doc?: Y.Doc;
	/** A socket shared with other documents. */
	readonly socket?: HocuspocusProviderWebsocket;
	readonly presence?: boolean;
}

const RETRY_MS = 100;

/** A client as the browser has it: Hocuspocus' provider, tries again when it is told to. */
export class TestClient {
	readonly doc: Y.Doc;
	readonly provider: HocuspocusProvider;
	readonly socket: HocuspocusProviderWebsocket;
	readonly awareness: Awareness | null;
	/** Why the server closed the document, or did not open it. */
	readonly reasons: string[] = [];
	readonly messages: ServerMessage[] = [];
	#barriers = 0;
	#destroyed = false;
	readonly #ownSocket: boolean;

	constructor({
		url,
		token,
		name,
		doc = new Y.Doc(),
		socket,
		presence = false
	}: TestClientOptions) {
		this.doc = doc;
		this.#ownSocket = socket === undefined;
		this.socket = socket ?? openSocket(url);
		this.awareness = presence ? new Awareness(doc) : null;
		this.provider = new HocuspocusProvider({
			websocketProvider: this.socket,
			name,
			document: doc,
			token,
			awareness: this.awareness,
			onAuthenticationFailed: ({ reason }) => this.#closed(reason),
			onClose: ({ event }) => this.#closed(event.reason),
			onStateless: ({ payload }) => {
				const message = parseServerMessage(payload);
				if (message !== undefined) this.messages.push(message);
			}
		});
		this.provider.attach();
	}

	/** Until the first exchange is done. */
	async synced(limitMs = 10_000): Promise<this> {
		await until(() => this.provider.isSynced, {
			limitMs,
			what: () => `synced (${this.reasons.join()})`
		});
		return this;
	}

	/** Until all edits so far are committed by the server, also over a reconnect. */
	async saved(limitMs = 10_000): Promise<void> {
		await this.#answer(['durable'], limitMs);
	}

	/**
	 * What became of all edits so far, also over a reconnect: committed, or not taken from somebody who
	 * may only read.
	 */
	outcome(limitMs = 10_000): Promise<'durable' | 'refused'> {
		return this.#answer(['durable', 'refused'], limitMs);
	}

	/** Asks again every second: a question is lost with the connection that it went by. */
	async #answer<T extends 'durable' | 'refused'>(
		wanted: readonly T[],
		limitMs: number
	): Promise<T> {
		const n = ++this.#barriers;
		let sentAt = -Infinity;
		let answer: T | undefined;
		await until(
			() => {
				if (this.provider.isSynced && performance.now() - sentAt > 1_000) {
					sentAt = performance.now();
					this.provider.sendStateless(JSON.stringify({ t: 'barrier', n }));
				}
				answer = wanted.find((t) => this.messages.some((told) => told.t === t && told.n === n));
				return answer !== undefined;
			},
			{ limitMs, everyMs: 5, what: () => `${wanted.join(' or ')} ${n} (${this.reasons.join()})` }
		);
		if (answer === undefined) throw new Error('not reached');
		return answer;
	}

	/** Cuts the line; the provider connects again by itself. */
	dropSocket(): void {
		(this.socket.webSocket as unknown as WebSocket | null)?.terminate();
	}

	destroy(): void {
		this.#destroyed = true;
		this.provider.destroy();
		if (this.#ownSocket) this.socket.destroy();
	}

	#closed(reason: string): void {
		// The line was cut; the provider connects again.
		if (reason === '') return;
		this.reasons.push(reason);
		if (!reason.startsWith('retry:')) return;
		setTimeout(() => {
			if (this.#destroyed) return;
			void this.provider.sendToken().then(() => this.provider.startSync());
		}, RETRY_MS);
	}
}

export function openSocket(url: string): HocuspocusProviderWebsocket {
	return new HocuspocusProviderWebsocket({
		url,
		WebSocketPolyfill: WebSocket,
		delay: RETRY_MS,
		minDelay: RETRY_MS,
		maxDelay: RETRY_MS
	});
}

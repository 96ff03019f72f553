import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { MessageType } from '@hocuspocus/server';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { toTwkb } from '#core/geometry/to-twkb.ts';
import { RawClient } from './raw-client.ts';
import type { Frame } from './raw-client.ts';
import { SYNC_MESSAGE } from '../sync-message.ts';

export interface AckWriterOptions {
	readonly url: string;
	readonly token: string;
	readonly name: string;
	readonly everyMs: number;
	readonly random: () => number;
}

const POINT = toTwkb({ type: 'Point', coordinates: [11.9, 57.7] });
const RECONNECT_MS = 200;

/**
 * Writes without pause and keeps account of what the server acknowledged, change by change, over
 * reconnects. Its own client, because Hocuspocus' provider does not tell which change a SyncStatus
 * is about.
 */
export class AckWriter {
	readonly doc = new Y.Doc();
	/** Features whose creation was acknowledged. */
	readonly acknowledged = new Set<string>();
	/** The highest acknowledged value of this writer's own counter. */
	acknowledgedCount = 0;
	readonly reasons: string[] = [];
	readonly counterId = randomUUID();
	#options: AckWriterOptions;
	/** What each message that waits for its SyncStatus would prove. */
	#pending: (() => void)[] = [];
	#client: RawClient | undefined;
	#isLive = false;
	#stopped = false;
	#made: string[] = [];
	#count = 0;
	readonly #running: Promise<unknown>;

	constructor(options: AckWriterOptions) {
		this.#options = options;
		this.doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin !== 'server' && this.#isLive) this.#send(SYNC_MESSAGE.update, update);
		});
		this.#running = Promise.all([this.#edit(), this.#connect()]);
	}

	/** Makes no more edits, and waits until the server has acknowledged all. */
	async finish(limitMs = 20_000): Promise<void> {
		this.#stopped = true;
		const end = performance.now() + limitMs;
		while (this.acknowledged.size < this.#made.length || this.acknowledgedCount < this.#count) {
			if (performance.now() > end) throw new Error(`not acknowledged: ${this.reasons.join()}`);
			await sleep(10);
		}
	}

	async destroy(): Promise<void> {
		this.#stopped = true;
		this.#options = { ...this.#options, url: '' };
		this.#client?.destroy();
		await this.#running;
	}

	async #edit(): Promise<void> {
		while (!this.#stopped) {
			const features = this.doc.getMap('features');
			const counter = features.get(this.counterId);
			if (!(counter instanceof Y.Map) || this.#options.random() < 0.3) this.#addFeature();
			else counter.set('p:count', ++this.#count);
			await sleep(this.#options.everyMs * (0.5 + this.#options.random()));
		}
	}

	#addFeature(): void {
		const id = this.#made.length === 0 ? this.counterId : randomUUID();
		this.#made.push(id);
		this.doc.getMap('features').set(id, new Y.Map<unknown>([['g', POINT]]));
	}

	/** Connects until it is destroyed. */
	async #connect(): Promise<void> {
		const { url, name, token } = this.#options;
		while (this.#options.url !== '') {
			try {
				const client = await RawClient.connect(url);
				this.#client = client;
				client.onFrame = (frame) => this.#receive(frame);
				client.authenticate(name, token);
				client.sync(name, SYNC_MESSAGE.stepOne, Y.encodeStateVector(this.doc));
				await client.gone;
			} catch {
				// The server is away.
			}
			this.#isLive = false;
			this.#pending = [];
			await sleep(RECONNECT_MS);
		}
	}

	#receive({ type, bytes, text }: Frame): void {
		if (type === MessageType.Sync) this.#receiveSync(decoding.createDecoder(bytes));
		if (type === MessageType.SyncStatus) {
			const prove = this.#pending.shift();
			if (bytes[0] === 1) prove?.();
		}
		if (type === MessageType.CLOSE) this.#leave(text);
		if (type === MessageType.Auth && bytes[0] === 1) {
			this.#leave(decoding.readVarString(decoding.createDecoder(bytes.subarray(1))));
		}
	}

	#receiveSync(decoder: decoding.Decoder): void {
		const type = decoding.readVarUint(decoder);
		const payload = decoding.readVarUint8Array(decoder);
		if (type !== SYNC_MESSAGE.stepOne) Y.applyUpdate(this.doc, payload, 'server');
		else {
			this.#isLive = true;
			this.#send(SYNC_MESSAGE.stepTwo, Y.encodeStateAsUpdate(this.doc, payload));
		}
	}

	#send(type: number, payload: Uint8Array): void {
		const made = [...this.#made];
		const count = this.#count;
		this.#pending.push(() => {
			for (const id of made.slice(this.acknowledged.size)) this.acknowledged.add(id);
			this.acknowledgedCount = Math.max(this.acknowledgedCount, count);
		});
		this.#client?.sync(this.#options.name, type, payload);
	}

	#leave(reason: string): void {
		this.reasons.push(reason);
		this.#client?.destroy();
	}
}

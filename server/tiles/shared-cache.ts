import { setTimeout as sleep } from 'node:timers/promises';
import KeyvRedis from '@keyv/redis';
import Keyv from 'keyv';
import * as z from 'zod';
import type { Logger } from '../log.ts';

const TTL_MS = 24 * 60 * 60_000;
/** Larger answers are drawn anew: a Redis is small, and one value holds up all others. */
export const MAX_SHARED_BYTES = 1024 * 1024;
const CONNECT_MS = 2_000;
/** A cache that is slower than drawing is none. */
const ANSWER_MS = 500;
/** So long it is not asked after it failed: not every tile is to wait for it. */
const AWAY_MS = 5_000;

const LATE = Symbol('late');

const storedSchema = z.object({ value: z.string(), expires: z.number().optional() });

/** What several servers keep in one Redis. Without it everything is a miss. */
export class SharedCache {
	readonly #log: Logger;
	readonly #keyv: Keyv<string>;
	/** What is asked while it connects waits for that, and is not taken for a failure. */
	readonly #connecting: Promise<unknown>;
	#awayUntil = 0;

	constructor(url: string, log: Logger) {
		this.#log = log;
		const store = new KeyvRedis<string>(
			// Otherwise what is asked while it is away waits until it is back.
			{ url, disableOfflineQueue: true, socket: { connectTimeout: CONNECT_MS } },
			{ namespace: 'samsyn-tiles', connectionTimeout: CONNECT_MS, throwOnConnectError: false }
		);
		this.#keyv = new Keyv<string>({ store, ttl: TTL_MS, useKeyPrefix: false });
		this.#keyv.on('error', (error: unknown) => this.#isAway(error));
		this.#connecting = store.getClient().catch((error: unknown) => this.#isAway(error));
	}

	/** With how long it may still be kept. */
	async get(key: string): Promise<{ value: Uint8Array; ttlMs: number } | undefined> {
		const found = await this.#ask(() => this.#keyv.getRaw(key));
		const { value, expires } = storedSchema.safeParse(found).data ?? {};
		if (value === undefined) return undefined;
		const ttlMs = Math.max(1, (expires ?? Date.now() + TTL_MS) - Date.now());
		return { value: Buffer.from(value, 'base64'), ttlMs };
	}

	async set(key: string, value: Uint8Array, ttlMs = TTL_MS): Promise<void> {
		if (value.byteLength > MAX_SHARED_BYTES) return;
		await this.#ask(() => this.#keyv.set(key, Buffer.from(value).toString('base64'), ttlMs));
	}

	async close(): Promise<void> {
		// One that hangs does not answer a goodbye either.
		await Promise.race([
			this.#keyv.disconnect().catch(() => undefined),
			sleep(ANSWER_MS, undefined, { ref: false })
		]);
	}

	async #ask(question: () => Promise<unknown>): Promise<unknown> {
		if (Date.now() < this.#awayUntil) return undefined;
		try {
			const answer = await Promise.race([
				this.#connecting.then(question),
				sleep(ANSWER_MS, LATE, { ref: false })
			]);
			if (answer !== LATE) return answer;
			this.#isAway(new Error('no answer in time'));
		} catch (error) {
			this.#isAway(error);
		}
		return undefined;
	}

	#isAway(error: unknown): void {
		const now = Date.now();
		if (now >= this.#awayUntil) this.#log.warn({ err: error }, 'the cache cannot be reached');
		this.#awayUntil = now + AWAY_MS;
	}
}

import { LRUCache } from 'lru-cache';
import type { Logger } from '../log.ts';
import { SharedCache } from './shared-cache.ts';

/** Keeps answers; a miss is no fault. */
export interface ByteCache {
	get(key: string): Promise<Uint8Array | undefined>;
	set(key: string, value: Uint8Array): void;
	close(): Promise<void>;
}

const MEMORY_BYTES = 128 * 1024 * 1024;

/** In memory, and in Redis behind it when there is one: several servers share what one has drawn. */
export function createByteCache(redisUrl: string | undefined, log: Logger): ByteCache {
	const memory = new LRUCache<string, Uint8Array>({
		maxSize: MEMORY_BYTES,
		sizeCalculation: (value) => value.byteLength + 1
	});
	const shared = redisUrl === undefined ? undefined : new SharedCache(redisUrl, log);
	return {
		async get(key) {
			const near = memory.get(key);
			if (near !== undefined || shared === undefined) return near;
			const value = await shared.get(key);
			if (value !== undefined) memory.set(key, value);
			return value;
		},
		set(key, value) {
			memory.set(key, value);
			void shared?.set(key, value);
		},
		async close() {
			await shared?.close();
		}
	};
}

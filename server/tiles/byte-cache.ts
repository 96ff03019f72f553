import { LRUCache } from 'lru-cache';
import type { Logger } from '../log.ts';
import { MAX_SHARED_BYTES, SharedCache } from './shared-cache.ts';

/** Keeps answers; a miss is no fault. */
export interface ByteCache {
	get(key: string): Promise<Uint8Array | undefined>;
	/** For so long; until room is needed if not said. */
	set(key: string, value: Uint8Array, ttlMs?: number): void;
	close(): Promise<void>;
}

const MEMORY_BYTES = 128 * 1024 * 1024;
/** Of answers above `MAX_SHARED_BYTES`: a few large ones must not push out thousands of tiles. */
const LARGE_BYTES = 48 * 1024 * 1024;

/** In memory, and in Redis behind it when there is one: several servers share what one has drawn. */
export function createByteCache(redisUrl: string | undefined, log: Logger): ByteCache {
	const [memory, large] = [memoryOf(MEMORY_BYTES), memoryOf(LARGE_BYTES)];
	const shared = redisUrl === undefined ? undefined : new SharedCache(redisUrl, log);
	const keep = (key: string, value: Uint8Array, ttl = 0) => {
		const [home, other] = value.byteLength > MAX_SHARED_BYTES ? [large, memory] : [memory, large];
		other.delete(key);
		home.set(key, value, { ttl });
	};
	return {
		async get(key) {
			const near = memory.get(key) ?? large.get(key);
			if (near !== undefined || shared === undefined) return near;
			const found = await shared.get(key);
			if (found !== undefined) keep(key, found.value, found.ttlMs);
			return found?.value;
		},
		set(key, value, ttlMs) {
			keep(key, value, ttlMs);
			void shared?.set(key, value, ttlMs);
		},
		async close() {
			await shared?.close();
		}
	};
}

function memoryOf(maxSize: number): LRUCache<string, Uint8Array> {
	return new LRUCache({ maxSize, sizeCalculation: (value) => value.byteLength + 1 });
}

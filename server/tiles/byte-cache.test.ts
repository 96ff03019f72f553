import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createLogger } from '../log.ts';
import { createByteCache } from './byte-cache.ts';

const MIB = 1024 * 1024;

test('what may have been replaced is forgotten after its time', async () => {
	const cache = createByteCache(undefined, createLogger('silent'));
	cache.set('address', Uint8Array.of(1), 20);
	cache.set('upload', Uint8Array.of(2));
	expect(await cache.get('address')).toEqual(Uint8Array.of(1));
	await sleep(40);
	expect(await cache.get('address')).toBeUndefined();
	expect(await cache.get('upload')).toEqual(Uint8Array.of(2));
});

test('large answers push out each other, not the tiles', async () => {
	const cache = createByteCache(undefined, createLogger('silent'));
	cache.set('tile', Uint8Array.of(1));
	for (let i = 0; i < 16; i++) cache.set(`large ${i}`, new Uint8Array(16 * MIB));
	expect(await cache.get('tile')).toEqual(Uint8Array.of(1));
	expect(await cache.get('large 0')).toBeUndefined();
	expect(await cache.get('large 15')).toHaveLength(16 * MIB);
});

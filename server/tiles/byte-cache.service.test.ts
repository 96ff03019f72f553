import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createLogger } from '../log.ts';
import { until } from '../sync/testing/until.ts';
import { testServer } from '../testing/database.ts';
import { TcpProxy } from '../testing/tcp-proxy.ts';
import { createByteCache } from './byte-cache.ts';
import type { ByteCache } from './byte-cache.ts';
import { MAX_SHARED_BYTES } from './shared-cache.ts';
import { fixtureServer } from './testing/fixture-server.ts';

// .ci/run starts it; without it this suite would prove nothing, so it fails.
const redis = new URL(process.env['SAMSYN_REDIS_TEST_URL'] ?? 'redis://127.0.0.1:1');
const target = { hostname: redis.hostname, port: Number(redis.port) };

const caches: ByteCache[] = [];
function open(url: string = redis.href): ByteCache {
	const cache = createByteCache(url, createLogger('silent'));
	caches.push(cache);
	return cache;
}
afterEach(async () => {
	await Promise.all(caches.splice(0).map((cache) => cache.close()));
});

/** Another server sees it: what is set is on its way for a moment. */
async function appears(key: string): Promise<Uint8Array> {
	const other = open();
	let found: Uint8Array | undefined;
	await until(async () => (found = await other.get(key)) !== undefined);
	return found!;
}

describe('[B1] a cache in Redis', () => {
	test('what one server drew, another and a later one find; nothing is an answer too', async () => {
		const [full, empty] = [randomUUID(), randomUUID()];
		const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => i % 256);
		const first = open();
		first.set(full, bytes);
		first.set(empty, new Uint8Array());
		expect(Buffer.from(await appears(full)).equals(bytes)).toBe(true);
		expect(await appears(empty)).toHaveLength(0);
		await first.close();
		expect(await open().get(full)).toHaveLength(bytes.length);
	});

	test('what is very large stays in memory', async () => {
		const [large, small] = [randomUUID(), randomUUID()];
		const first = open();
		first.set(large, new Uint8Array(MAX_SHARED_BYTES + 1));
		first.set(small, new Uint8Array(MAX_SHARED_BYTES));
		expect(await appears(small)).toHaveLength(MAX_SHARED_BYTES);
		expect(await first.get(large)).toHaveLength(MAX_SHARED_BYTES + 1);
		expect(await open().get(large)).toBeUndefined();
	});
});

describe('[B2] a Redis that is away', () => {
	let proxy: TcpProxy;
	let url: string;
	beforeAll(async () => {
		proxy = new TcpProxy(target);
		url = `redis://127.0.0.1:${await proxy.listen()}`;
	});
	afterAll(() => proxy.close());
	afterEach(() => proxy.set('open'));

	test.each(['cut', 'hang'] as const)(
		'%s: everything is a miss, and memory goes on',
		async (how) => {
			const [shared, near] = [randomUUID(), randomUUID()];
			open().set(shared, Uint8Array.of(1));
			await appears(shared);
			const cache = open(url);
			expect(await cache.get(randomUUID())).toBeUndefined();
			proxy.set(how);
			expect(await cache.get(shared)).toBeUndefined();
			cache.set(near, Uint8Array.of(2));
			expect(await cache.get(near)).toEqual(Uint8Array.of(2));
			proxy.set('open');
			// It is asked again after a while.
			await until(async () => (await cache.get(shared)) !== undefined, {
				limitMs: 30_000,
				everyMs: 200
			});
			expect(await cache.get(shared)).toHaveLength(1);
		}
	);

	test('at the start: a server starts and draws', async () => {
		proxy.set('cut');
		const files = await fixtureServer();
		const server = await testServer({
			rasters: {
				allowHosts: [files.host],
				workers: 1,
				redisUrl: url,
				uploads: {
					maxBytes: 1_000_000,
					quotaBytes: 1_000_000,
					maxPixels: 100_000_000,
					s3: undefined
				}
			}
		});
		try {
			const id = randomUUID();
			const config = {
				delivery: 'tiles',
				cogUrl: `http://${files.host}/smooth.tif`,
				tileParams: { rescale: '0,110' }
			};
			await server.database.pool.query(
				`insert into layers (id, name, source_type, source_config, is_global)
				values ($1, 'Smooth', 'geotiff', $2, true)`,
				[id, JSON.stringify(config)]
			);
			const tiles = ['7/68/40', '7/67/40', '7/68/40'].map((tile) =>
				fetch(`${server.url}/api/layers/${id}/tiles/${tile}`).then(({ status }) => status)
			);
			expect(await Promise.all(tiles)).toEqual([200, 200, 200]);
		} finally {
			await server.close();
			files.close();
		}
	});
});

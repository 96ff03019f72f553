import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readAreas } from './area-store.ts';
import { keptInstant, type Area } from './area.ts';
import { OfflineAreas } from './offline-areas.svelte.ts';
import type { Savable } from './savable.ts';
import { beginSaving } from './saving.ts';

// There is no service worker here: nothing is pinned, all else is real.
vi.mock('./saving.ts', { spy: true });

beforeEach(() => {
	vi.mocked(beginSaving).mockResolvedValue(() => Promise.resolve());
});

afterEach(async () => {
	await new Promise((resolve) => {
		const request = indexedDB.deleteDatabase('samsyn-shelf');
		request.onsuccess = resolve;
		request.onblocked = resolve;
	});
});

const AREA: Area = {
	id: 'A',
	mapId: 'm',
	name: 'Bank',
	extent: [1, 54, 3, 55],
	zoom: 4,
	parts: [],
	madeAt: 1,
	instant: 5_000,
	tiles: 0,
	done: 0,
	bytes: 0,
	stopped: 'paused'
};

function savable(id: string, more: Partial<Savable> & { readonly hangs?: boolean } = {}): Savable {
	const { hangs = false, ...rest } = more;
	return {
		id,
		name: id,
		services: [`${id}.example`],
		open: () =>
			Promise.resolve({
				tileSize: 512,
				extent: undefined,
				minZoom: 0,
				maxZoom: 4,
				fetch: (_, signal) =>
					hangs
						? new Promise((_, reject) =>
								signal.addEventListener('abort', () => reject(signal.reason as Error))
							)
						: Promise.resolve(),
				close: () => undefined
			}),
		...rest
	};
}

test('[C1] an area remembers the time of each layer, and where the clock has to be', async () => {
	const offline = new OfflineAreas();
	await offline.save(AREA, [savable('ice', { time: 4_000 }), savable('basemap')]);
	const [area] = await readAreas();
	expect(area).toMatchObject({ stopped: null, parts: [{ time: 4_000 }, { id: 'basemap' }] });
	expect(offline.instantOf('m')).toBe(4_000);
	expect(offline.instantOf('other')).toBeNull();
	const part = { id: 'x', name: '', missing: 0, fault: null };
	expect(keptInstant({ ...AREA, parts: [part] })).toBeNull();
	const two = [
		{ ...part, time: 1 },
		{ ...part, id: 'y', time: 2 }
	];
	expect(keptInstant({ ...AREA, parts: two })).toBe(5_000);
});

test.each([
	['tiles that hang', savable('ice', { hangs: true })],
	['a source that does not open', savable('ice', { open: () => new Promise(() => undefined) })]
])('[C2] cancelled while it is saved, an area is gone: %s', async (_, hanging) => {
	const offline = new OfflineAreas();
	const saving = offline.save(AREA, [hanging]);
	await vi.waitUntil(() => offline.saver !== null);
	await new Promise((resolve) => setTimeout(resolve, 100));
	await offline.remove(AREA.id);
	await saving;
	expect(offline.saver).toBeNull();
	expect(await readAreas()).toEqual([]);
	expect(offline.areas).toEqual([]);
});

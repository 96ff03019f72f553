import { afterEach, expect, test } from 'vitest';
import type { OpenLayer } from '#lib/sync/open-layer.svelte.ts';
import type { OpenMap } from '#lib/sync/open-map.svelte.ts';
import { Workspace } from '#lib/sync/workspace.svelte.ts';
import { writeGeoJson } from '#core/format/write-geojson.ts';
import { ImportFile } from './import-file.svelte.ts';

let map: OpenMap;
afterEach(() => map.close());

function newLayer(): OpenLayer {
	const workspace = new Workspace();
	map = workspace.openMap(workspace.createMap({ name: 'Plan' }));
	return map.addVectorLayer('Imported');
}

function file(features: number, extra: readonly unknown[] = []): File {
	const list = Array.from({ length: features }, (_, i) => ({
		type: 'Feature',
		geometry: { type: 'Point', coordinates: [Number((i / 1000).toFixed(7)), 55] },
		properties: { i }
	}));
	const text = JSON.stringify({ type: 'FeatureCollection', features: [...list, ...extra] });
	return new File([text], 'points.geojson');
}

test('a file of several pieces comes in whole, and is one step of undo', async () => {
	const layer = newLayer();
	const importing = new ImportFile(
		file(1203, [{ type: 'Feature', geometry: null, properties: {} }])
	);
	await importing.read();
	expect(importing.state).toMatchObject({
		t: 'verdict',
		verdict: { taken: 1203, refused: [{ reason: 'no-geometry', count: 1, first: [1204] }] }
	});
	await importing.addTo(layer);
	expect(importing.state).toMatchObject({ t: 'done', added: 1203 });
	expect(layer.count).toBe(1203);
	map.history.undo();
	expect(layer.count).toBe(0);
	map.history.redo();
	expect(layer.count).toBe(1203);
});

test('cancelling half-way takes back what was added', async () => {
	const layer = newLayer();
	const importing = new ImportFile(file(1500));
	await importing.read();
	const adding = importing.addTo(layer);
	await expect.poll(() => layer.count, { interval: 1 }).toBeGreaterThan(0);
	importing.cancel();
	await adding;
	expect(layer.count).toBe(0);
	expect(map.history.last?.kind).not.toBe('import');
});

test('the same file twice keeps both: no id replaces another', async () => {
	const layer = newLayer();
	const id = '44444444-4444-4444-8444-444444444444';
	const once = { id, geometry: { type: 'Point', coordinates: [1, 2] }, properties: {} } as const;
	layer.add([once]);
	const text = writeGeoJson(layer.features());
	const importing = new ImportFile(new File([text], 'again.geojson'));
	await importing.read();
	await importing.addTo(layer);
	expect(layer.count).toBe(2);
});

test('a file that is none is refused and adds nothing', async () => {
	const layer = newLayer();
	const importing = new ImportFile(new File(['{"type":'], 'broken.geojson'));
	await importing.read();
	expect(importing.state).toEqual({ t: 'refused', reason: 'not-json' });
	expect(layer.count).toBe(0);
});

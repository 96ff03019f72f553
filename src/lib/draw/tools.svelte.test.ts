import { flushSync } from 'svelte';
import type * as Y from 'yjs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { origins } from '#core/doc/origins.ts';
import { applyChanges } from '#core/edit/apply-changes.ts';
import { removeFeatures, setGeometry } from '#core/edit/layer-edits.ts';
import type { Geometry, MultiPolygon, Position } from '#core/geometry/types.ts';
import {
	addFeature,
	box,
	elsewhere,
	openTestMap,
	type TestMap
} from '#lib/map/testing/map-harness.svelte.ts';
import type { Camera, Tool } from '#lib/map/view-types.ts';
import type { OpenLayer } from '#lib/sync/open-layer.svelte.ts';

vi.mock('#lib/map/create-map.ts', { spy: true });

let open: TestMap | undefined;

afterEach(async () => {
	await open?.close();
	open = undefined;
});

async function mapWithLayer(camera?: Partial<Camera>) {
	open = await openTestMap(camera);
	const layer = open.map.addVectorLayer('Zones');
	open.view.activeLayerId = layer.id;
	return { ...open, layer, edits: countEdits(layer.document.doc) };
}

/** How many transactions this person wrote to a document since. */
function countEdits(doc: Y.Doc): () => number {
	let count = 0;
	doc.on('afterTransaction', (transaction: Y.Transaction) => {
		if (transaction.origin === origins.edit) count += 1;
	});
	return () => count;
}

async function take(tool: Tool): Promise<void> {
	open?.view.setTool(tool);
	flushSync();
	await vi.waitUntil(() => open?.view.sketch !== null);
	// Drawing tools come with code of their own.
	await vi.dynamicImportSettled();
	await new Promise((resolve) => setTimeout(resolve, 50));
}

function geometries(layer: OpenLayer): Geometry[] {
	return [...layer.features()].map(({ geometry }) => geometry);
}

/** Two parts, the first with a hole; heights everywhere. */
const ISLANDS: MultiPolygon = {
	type: 'MultiPolygon',
	coordinates: [
		[
			[
				[2, 55, 1],
				[4, 55, 2],
				[4, 57, 3],
				[2, 57, 4],
				[2, 55, 1]
			],
			[
				[2.6, 55.6, 5],
				[2.6, 56.4, 6],
				[3.4, 56.4, 7],
				[2.6, 55.6, 5]
			]
		],
		[
			[
				[5, 55, 8],
				[6, 55, 9],
				[6, 56, 10],
				[5, 55, 8]
			]
		]
	]
};

describe('drawing', () => {
	test('[D1] a polygon is one transaction and one step of undo, and is selected', async () => {
		const { view, map, layer, edits, pointer } = await mapWithLayer();
		await take('polygon');
		for (const place of [
			[3, 55.5],
			[5, 55.5],
			[5, 56.5],
			[3, 56.5]
		] as const)
			pointer.click(place);
		pointer.move([2.5, 56]);
		expect(view.sketch).toMatchObject({ hint: 'polygon-finish', vertices: 4, canFinish: true });
		expect(edits()).toBe(0);
		pointer.key('Enter');
		expect(edits()).toBe(1);
		const [drawn] = geometries(layer);
		expect(drawn?.type === 'Polygon' && drawn.coordinates[0]).toHaveLength(5);
		expect(view.tool).toBe('select');
		expect(view.selection?.ids).toHaveLength(1);
		map.history.undo();
		expect(geometries(layer)).toEqual([]);
	});

	test('[D2] coordinates are kept at 7 decimals', async () => {
		const { layer, pointer } = await mapWithLayer({ zoom: 7.123 });
		await take('line');
		pointer.click([3.123456789, 55.987654321]);
		pointer.click([4.333333333, 56.111111111]);
		pointer.key('Enter');
		const [line] = geometries(layer);
		const positions: readonly Position[] = line?.type === 'LineString' ? line.coordinates : [];
		expect(positions).toHaveLength(2);
		for (const degrees of positions.flat()) expect(degrees).toBe(Number(degrees.toFixed(7)));
	});

	test('[D3] Backspace takes back a vertex; Escape throws away, then puts the tool down', async () => {
		const { view, layer, edits, pointer } = await mapWithLayer();
		await take('polygon');
		for (const place of [
			[3, 55.5],
			[5, 55.5],
			[5, 56.5]
		] as const)
			pointer.click(place);
		pointer.key('Backspace');
		expect(view.sketch?.vertices).toBe(2);
		pointer.key('Escape');
		expect(view.sketch?.vertices).toBe(0);
		expect(view.tool).toBe('polygon');
		pointer.key('Escape');
		expect(view.tool).toBe('select');
		expect(geometries(layer)).toEqual([]);
		expect(edits()).toBe(0);
	});

	test('[D4] the first drawing makes a layer of the given name', async () => {
		open = await openTestMap();
		const { view, map, pointer } = open;
		view.newLayerName = 'My drawings';
		await take('point');
		pointer.click([4, 56]);
		expect(map.layers.map(({ layer }) => [layer.meta.name, layer.count])).toEqual([
			['My drawings', 1]
		]);
		expect(view.activeLayerId).toBe(map.layers[0]?.layer.id);
		expect(view.selection?.ids).toHaveLength(1);
	});

	test('[D5] beyond the date line a shape is kept where it is on earth', async () => {
		const { layer, pointer } = await mapWithLayer({ center: [186, 10] });
		await take('rectangle');
		pointer.click([185, 9]);
		pointer.click([187, 11]);
		const [shape] = geometries(layer);
		const lngs = shape?.type === 'Polygon' ? shape.coordinates[0]?.map(([lng]) => lng) : [];
		expect(Math.min(...(lngs ?? []))).toBeCloseTo(-175, 1);
		expect(Math.max(...(lngs ?? []))).toBeCloseTo(-173, 1);
	});

	test('[D6] a shape across the date line is refused with its reason', async () => {
		const { layer, pointer, notices } = await mapWithLayer({ center: [180, 10] });
		await take('rectangle');
		pointer.click([179, 9]);
		pointer.click([181, 11]);
		expect(notices).toEqual(['crosses-date-line']);
		expect(geometries(layer)).toEqual([]);
	});

	test('[D7] measuring says a length and writes nothing', async () => {
		const { view, layer, edits, pointer } = await mapWithLayer();
		await take('measure-line');
		pointer.click([3, 56]);
		pointer.click([5, 56]);
		pointer.key('Enter');
		expect(view.sketch?.lengthMetres).toBeGreaterThan(124_000);
		expect(view.sketch?.lengthMetres).toBeLessThan(126_000);
		expect([edits(), geometries(layer)]).toEqual([0, []]);
	});

	test('[D8] a new vertex is drawn to the vertex of another feature', async () => {
		const { layer, pointer, canvas, drawn } = await mapWithLayer();
		addFeature(layer, box(3.1234567, 55.5, 4, 56));
		await drawn();
		await take('line');
		const { x, y } = canvas.project([3.1234567, 55.5]);
		const beside = canvas.unproject([x + 5, y + 4]);
		pointer.click([beside.lng, beside.lat]);
		pointer.click([6, 57]);
		pointer.key('Enter');
		const line = geometries(layer).find(({ type }) => type === 'LineString');
		expect(line?.type === 'LineString' && line.coordinates[0]).toEqual([3.1234567, 55.5]);
	});
});

describe('editing', () => {
	/** Opens the feature in the editor. */
	async function edit(geometry: Geometry, camera?: Partial<Camera>) {
		const opened = await mapWithLayer(camera);
		const id = addFeature(opened.layer, geometry);
		await opened.drawn();
		opened.view.select(opened.layer.id, [id]);
		await take('edit');
		return { ...opened, id, edits: countEdits(opened.layer.document.doc) };
	}

	test('[E1] parts, holes and heights stay when one vertex is moved, in one transaction', async () => {
		const { layer, id, edits, pointer, map } = await edit(ISLANDS);
		pointer.down([4, 57]);
		pointer.drag([4.3, 57.1]);
		pointer.drag([4.5, 57.3]);
		expect(edits()).toBe(0);
		pointer.up([4.5, 57.3]);
		expect(edits()).toBe(1);
		const moved = layer.peek(id)?.geometry;
		if (moved?.type !== 'MultiPolygon') throw new Error('no longer a MultiPolygon');
		const corner = moved.coordinates[0]?.[0]?.[2];
		expect(corner?.[0]).toBeCloseTo(4.5, 1);
		expect(corner?.[2]).toBe(3);
		const back = structuredClone(moved.coordinates) as Position[][][];
		const ring = back[0]?.[0];
		if (ring) ring[2] = [4, 57, 3];
		expect(back).toEqual(ISLANDS.coordinates);
		map.history.undo();
		expect(layer.peek(id)?.geometry).toEqual(ISLANDS);
	});

	test('[E2] the vertices of a hole can be moved too', async () => {
		const { layer, id, pointer } = await edit(ISLANDS);
		pointer.down([3.4, 56.4]);
		pointer.drag([3.5, 56.2]);
		pointer.drag([3.6, 56]);
		pointer.up([3.6, 56]);
		const moved = layer.peek(id)?.geometry;
		if (moved?.type !== 'MultiPolygon') throw new Error('no longer a MultiPolygon');
		const hole = moved.coordinates[0]?.[1];
		expect(hole).toHaveLength(4);
		expect(hole?.[2]?.[0]).toBeCloseTo(3.6, 1);
		expect(moved.coordinates[1]).toEqual(ISLANDS.coordinates[1]);
	});

	test('[E3] a drag from the inside moves all parts and holes together', async () => {
		// From afar the pointer would be on a vertex.
		const { layer, id, edits, pointer } = await edit(ISLANDS, { zoom: 6 });
		pointer.down([2.3, 56.8]);
		pointer.drag([2.5, 56.8]);
		pointer.drag([2.8, 56.8]);
		pointer.up([2.8, 56.8]);
		expect(edits()).toBe(1);
		const moved = layer.peek(id)?.geometry;
		if (moved?.type !== 'MultiPolygon') throw new Error('no longer a MultiPolygon');
		const shift = (moved.coordinates[0]?.[0]?.[0]?.[0] ?? 0) - 2;
		expect(shift).toBeCloseTo(0.5, 1);
		moved.coordinates.flat(2).forEach((position, i) => {
			const before = ISLANDS.coordinates.flat(2)[i];
			expect(position[0]).toBeCloseTo((before?.[0] ?? 0) + shift, 6);
			expect(position[1]).toBeCloseTo(before?.[1] ?? 0, 3);
			expect(position[2]).toBe(before?.[2]);
		});
	});

	test('[E4] a click between two vertices adds one; Delete on a vertex removes it', async () => {
		const { layer, id, edits, pointer } = await edit(box(3, 55.5, 5, 56.5));
		pointer.click([4, 55.5]);
		const ring = () => {
			const geometry = layer.peek(id)?.geometry;
			return geometry?.type === 'Polygon' ? geometry.coordinates[0] : undefined;
		};
		expect(ring()).toHaveLength(6);
		pointer.click([5, 56.5]);
		pointer.key('Delete');
		expect(ring()).toHaveLength(5);
		expect(ring()?.some(([lng, lat]) => lng === 5 && lat === 56.5)).toBe(false);
		expect(edits()).toBe(2);
	});

	test('[E5] when someone else deletes it, editing ends and says so', async () => {
		const { layer, id, view, notices, canvas } = await edit(box(3, 55.5, 5, 56.5));
		const other = elsewhere(layer.document.doc);
		applyChanges(other.doc, removeFeatures({ id: layer.id, doc: other.doc }, [id]), null);
		other.send();
		flushSync();
		expect(notices).toEqual(['removed-elsewhere']);
		expect([view.tool, view.selection, view.sketch]).toEqual(['select', null, null]);
		expect(canvas.dragPan.isEnabled()).toBe(true);
	});

	test('[E6] what someone else changes is shown at once, unless it is being dragged', async () => {
		const { layer, id, view, notices, pointer } = await edit(box(3, 55.5, 5, 56.5));
		const other = elsewhere(layer.document.doc);
		const target = { id: layer.id, doc: other.doc };
		applyChanges(other.doc, setGeometry(target, id, ISLANDS), null);
		other.send();
		expect(view.sketch?.vertices).toBe(10);
		pointer.down([6, 56]);
		pointer.drag([6.2, 56.1]);
		pointer.drag([6.4, 56.2]);
		applyChanges(other.doc, setGeometry(target, id, box(0, 50, 1, 51)), null);
		other.send();
		expect(notices).toEqual(['changed-elsewhere']);
		pointer.up([6.4, 56.2]);
		expect(notices).toEqual(['changed-elsewhere', 'replaced-elsewhere']);
		expect(layer.peek(id)?.geometry.type).toBe('MultiPolygon');
	});

	test('[E7] Escape in a drag puts everything back and writes nothing', async () => {
		const { layer, id, edits, view, pointer } = await edit(ISLANDS);
		pointer.down([4, 57]);
		pointer.drag([4.5, 57.3]);
		pointer.drag([4.6, 57.3]);
		pointer.key('Escape');
		pointer.up([4.6, 57.3]);
		expect(edits()).toBe(0);
		expect(layer.peek(id)?.geometry).toEqual(ISLANDS);
		expect(view.tool).toBe('edit');
	});

	test('[E8] a hole is cut where it lies inside, and refused where not', async () => {
		const { layer, view, pointer, notices, drawn } = await mapWithLayer();
		const id = addFeature(layer, box(3, 55.5, 5, 56.5));
		await drawn();
		view.select(layer.id, [id]);
		await take('hole');
		for (const place of [
			[3.5, 55.8],
			[4.5, 55.8],
			[4, 56.2]
		] as const)
			pointer.click(place);
		pointer.key('Enter');
		const cut = layer.peek(id)?.geometry;
		expect(cut?.type === 'Polygon' && cut.coordinates.map((ring) => ring.length)).toEqual([5, 4]);
		await take('hole');
		for (const place of [
			[4.8, 55.6],
			[6, 55.8],
			[5, 56.2]
		] as const)
			pointer.click(place);
		pointer.key('Enter');
		expect(notices).toEqual(['hole-outside']);
		expect(layer.peek(id)?.geometry).toEqual(cut);
	});

	test('[E9] Delete removes what is selected, as one step of undo', async () => {
		const { layer, view, map, pointer } = await mapWithLayer();
		const ids = [addFeature(layer, box(3, 55, 4, 56)), addFeature(layer, box(5, 55, 6, 56))];
		view.select(layer.id, ids);
		pointer.key('Delete');
		expect(geometries(layer)).toEqual([]);
		expect(view.selection).toBeNull();
		map.history.undo();
		expect(geometries(layer)).toHaveLength(2);
	});
});

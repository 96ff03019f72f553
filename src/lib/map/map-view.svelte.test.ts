import { flushSync } from 'svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { GeoJSONSource } from 'maplibre-gl';
import * as awareness from 'y-protocols/awareness';
import * as Y from 'yjs';
import { removeFeatures, setGeometry } from '#core/edit/layer-edits.ts';
import { applyChanges } from '#core/edit/apply-changes.ts';
import type { PresenceState } from '#core/wire/presence.ts';
import { createMap } from './create-map.ts';
import { toGhostShape } from './presence/ghost-shape.ts';
import {
	addFeature,
	box,
	elsewhere,
	openTestMap,
	type TestMap
} from './testing/map-harness.svelte.ts';

vi.mock('./create-map.ts', { spy: true });

let open: TestMap | undefined;

afterEach(async () => {
	await open?.close();
	open = undefined;
});

/** A map with one red layer, near enough to aim at what is ten pixels away. */
async function redMap() {
	open = await openTestMap({ zoom: 6 });
	const layer = open.map.addVectorLayer('Red', {
		fill: '#ff0000',
		fillOpacity: 1,
		stroke: '#ff0000'
	});
	return { ...open, layer };
}

const RED = [255, 0, 0];

describe('the map', () => {
	test('[M1] draws the features of a layer, and nothing beside them', async () => {
		const { layer, pixel, drawn, canvas } = await redMap();
		await drawn();
		const sea = pixel(430, 330);
		addFeature(layer, box(3.5, 55.7, 4.5, 56.3));
		await drawn();
		expect(pixel(430, 330)).toEqual(RED);
		const { x, y } = canvas.project([5.2, 56.1]);
		expect(pixel(x, y)).toEqual(sea);
	});

	test('[M2] shows what someone else moved and removed, by handing over that feature only', async () => {
		const { layer, pixel, drawn, canvas } = await redMap();
		const id = addFeature(layer, box(3.5, 55.7, 4.5, 56.3));
		addFeature(layer, box(6.2, 55.7, 6.8, 56.3));
		await drawn();
		const source = canvas.getSource<GeoJSONSource>(`layer:${layer.id}`);
		if (!source) throw new Error('no source');
		const updateData = vi.spyOn(source, 'updateData');
		const setData = vi.spyOn(source, 'setData');
		const other = elsewhere(layer.document.doc);
		const target = { id: layer.id, doc: other.doc };
		applyChanges(other.doc, setGeometry(target, id, box(1.5, 55.7, 2.5, 56.3)), null);
		other.send();
		await drawn();
		const moved = canvas.project([2, 56]);
		expect(pixel(moved.x, moved.y)).toEqual(RED);
		expect(pixel(400, 300)).not.toEqual(RED);
		applyChanges(other.doc, removeFeatures(target, [id]), null);
		other.send();
		await drawn();
		expect(pixel(moved.x, moved.y)).not.toEqual(RED);
		const handed = updateData.mock.calls.map(([diff]) => [diff.add?.length, diff.remove]);
		expect(handed).toEqual([
			[1, []],
			[0, [id]]
		]);
		expect(setData).not.toHaveBeenCalled();
	});

	test('[M3] is never made anew: theme, style, order, visibility and layers only change it', async () => {
		const { map, view, layer, pixel, drawn } = await redMap();
		addFeature(layer, box(3.5, 55.7, 4.5, 56.3));
		await drawn();
		const made = vi.mocked(createMap).mock.calls.length;
		const light = pixel(20, 20);
		view.theme = 'dark';
		await drawn();
		expect(pixel(20, 20)).not.toEqual(light);
		layer.setStyle({ fill: '#0000ff' });
		await drawn();
		expect(pixel(400, 300)).toEqual([0, 0, 255]);
		const above = map.addVectorLayer('Above', { fill: '#00ff00', fillOpacity: 1 });
		addFeature(above, box(3.5, 55.7, 4.5, 56.3));
		await drawn();
		expect(pixel(400, 300)).toEqual([0, 255, 0]);
		map.moveLayer(above.id, 1);
		await drawn();
		expect(pixel(400, 300)).toEqual([0, 0, 255]);
		map.setVisible(layer.id, false);
		await drawn();
		expect(pixel(400, 300)).toEqual([0, 255, 0]);
		expect(vi.mocked(createMap).mock.calls.length).toBe(made);
	});

	test('[M4] a click picks the topmost; a line is picked from ten pixels away', async () => {
		const { map, view, layer, drawn, pointer, canvas } = await redMap();
		const area = addFeature(layer, box(3.5, 55.7, 4.5, 56.3));
		const lines = map.addVectorLayer('Lines');
		const line = addFeature(lines, {
			type: 'LineString',
			coordinates: [
				[3.6, 56],
				[4.4, 56]
			]
		});
		await drawn();
		const { x, y } = canvas.project([4, 56]);
		const off = canvas.unproject([x, y + 8]);
		pointer.click([off.lng, off.lat]);
		expect(view.selection).toEqual({ layerId: lines.id, ids: [line] });
		pointer.click([4, 55.8]);
		expect(view.selection).toEqual({ layerId: layer.id, ids: [area] });
		pointer.click([7, 57]);
		expect(view.selection).toBeNull();
	});

	test('[M5] forgets a selection that someone else deleted', async () => {
		const { view, layer, drawn } = await redMap();
		const id = addFeature(layer, box(3.5, 55.7, 4.5, 56.3));
		view.select(layer.id, [id]);
		await drawn();
		const other = elsewhere(layer.document.doc);
		applyChanges(other.doc, removeFeatures({ id: layer.id, doc: other.doc }, [id]), null);
		other.send();
		expect(view.selection).toBeNull();
	});

	test('[M6] an online basemap that does not come is said, and the chart stays', async () => {
		open = await openTestMap({ center: [9, 56.2] });
		const { map, view, pixel, drawn } = open;
		await drawn();
		const land = pixel(430, 330);
		expect(land).toEqual([243, 241, 234]);
		vi.spyOn(window, 'fetch').mockRejectedValue(new TypeError('offline'));
		map.setMeta({ basemap: 'osm' });
		await vi.waitUntil(() => view.basemapStatus === 'unreachable', { timeout: 15_000 });
		vi.restoreAllMocks();
		expect(view.attribution.map(({ text }) => text)).toEqual(['Natural Earth']);
		await drawn();
		expect(pixel(430, 330)).toEqual(land);
	});
});

describe('other people on the map', () => {
	const user = { id: crypto.randomUUID(), name: 'Anna', color: '#d55e00' };

	/** Another tab's presence, sent into this one as the socket would. */
	function peer({ map }: TestMap) {
		const own = map.document.awareness;
		if (!own) throw new Error('no presence');
		const theirs = new awareness.Awareness(new Y.Doc());
		return {
			show: (state: Omit<PresenceState, 'user'>) => {
				theirs.setLocalState({ user, ...state });
				const update = awareness.encodeAwarenessUpdate(theirs, [theirs.clientID]);
				awareness.applyAwarenessUpdate(own, update, 'test');
				flushSync();
			},
			leave: () => awareness.removeAwarenessStates(own, [theirs.clientID], 'test'),
			client: theirs.clientID
		};
	}

	const ghosts = async ({ canvas }: TestMap) => {
		const data = await canvas.getSource<GeoJSONSource>('peer-ghosts')?.getData();
		return data?.type === 'FeatureCollection' ? data.features : [];
	};

	test('[P1] their pointer and the ghost of what they draw are there, and gone when they leave', async () => {
		open = await openTestMap();
		const anna = peer(open);
		const shape = toGhostShape(box(3, 55, 5, 57));
		expect(shape).toBeDefined();
		anna.show({ cursor: [4, 56], ghost: { layer: open.map.id, shape: shape ?? '' } });
		const names = () => [...document.querySelectorAll('.peer-cursors span')];
		expect(names().map((name) => name.textContent)).toEqual(['Anna']);
		expect((await ghosts(open)).map(({ geometry }) => geometry)).toEqual([box(3, 55, 5, 57)]);
		anna.leave();
		expect(names()).toEqual([]);
		expect(await ghosts(open)).toEqual([]);
	});

	test('[P2] nonsense in a ghost shows nothing and breaks nothing', async () => {
		open = await openTestMap();
		const anna = peer(open);
		for (const shape of ['', '!!!', 'AAAA', 'pgBhcmU=']) {
			anna.show({ cursor: [4, 56], ghost: { layer: open.map.id, shape } });
			expect(await ghosts(open)).toEqual([]);
		}
	});

	test('[P3] whoever follows goes along until they move the map themselves', async () => {
		open = await openTestMap();
		const { view, canvas } = open;
		const anna = peer(open);
		anna.show({ camera: { center: [10, 58], zoom: 7, bearing: 0, pitch: 0 } });
		view.following = anna.client;
		flushSync();
		await vi.waitUntil(() => Math.abs(canvas.getCenter().lng - 10) < 1e-6);
		expect(canvas.getZoom()).toBeCloseTo(7);
		canvas.fire('movestart', { originalEvent: new MouseEvent('mousedown') });
		anna.show({ camera: { center: [0, 50], zoom: 4, bearing: 0, pitch: 0 } });
		await new Promise((resolve) => setTimeout(resolve, 400));
		expect(view.following).toBeNull();
		expect(canvas.getCenter().lng).toBeCloseTo(10);
	});

	test('[P5] the clock of the person followed is followed; turning it by hand ends that', async () => {
		open = await openTestMap();
		const { view } = open;
		const anna = peer(open);
		const camera = { center: [10, 58] as [number, number], zoom: 7, bearing: 0, pitch: 0 };
		anna.show({ camera: { ...camera, time: Date.UTC(2024, 5, 1) } });
		expect(view.clock.instant).toBeNull();
		view.following = anna.client;
		flushSync();
		expect(view.clock.instant).toBe(Date.UTC(2024, 5, 1));
		anna.show({ camera: { ...camera, time: Date.UTC(2024, 6, 1) } });
		expect(view.clock.instant).toBe(Date.UTC(2024, 6, 1));
		view.clock.set(Date.UTC(2020, 0, 1));
		expect(view.following).toBeNull();
		anna.show({ camera: { ...camera, time: Date.UTC(2024, 7, 1) } });
		expect(view.clock.instant).toBe(Date.UTC(2020, 0, 1));
	});

	test('[P4] following ends when the person leaves', async () => {
		open = await openTestMap();
		const anna = peer(open);
		anna.show({ camera: { center: [10, 58], zoom: 7, bearing: 0, pitch: 0 } });
		open.view.following = anna.client;
		flushSync();
		anna.leave();
		expect(open.view.following).toBeNull();
	});
});

import { IndexeddbPersistence } from 'y-indexeddb';
import type { GeoJSONSource } from 'maplibre-gl';
import * as Y from 'yjs';
import { FEATURES, featureCount } from '../../src/core/doc/layer-document.ts';
import { applyChanges } from '../../src/core/edit/apply-changes.ts';
import { addFeatures, createVectorLayer, setGeometry } from '../../src/core/edit/layer-edits.ts';
import { readStyle } from '../../src/core/style/vector-style.ts';
import { createMap } from '../../src/lib/map/create-map.ts';
import { featureLayers } from '../../src/lib/map/features/layer-paint.ts';
import { LayersOnMap } from '../../src/lib/map/features/layers-on-map.ts';
import { OpenLayer } from '../../src/lib/sync/open-layer.svelte.ts';
import { LocalCopy } from '../../src/lib/sync/local-copy.ts';
import { benchFeatures, benchId, zone, type BenchFeature } from './polygons.ts';

/**
 * The page that bench/client-layer.ts drives. `ours` is the app's own code from the local copy to the
 * map; `reference` keeps the same features as JSON in a Y.Map behind stock y-indexeddb and hands them
 * over with setData.
 */
const LAYER = '11111111-1111-4111-8111-111111111111';
const REFERENCE = 'reference-layer';
const PER_TRANSACTION = 500;
const LOOK = { style: readStyle([]), opacity: 1, theme: 'light', scale: 1 } as const;

type Kind = 'ours' | 'reference';

/** What stays referenced, so that a heap measured now holds it. */
let held: unknown;
let map: ReturnType<typeof createMap>;

function theMap(): NonNullable<typeof map> {
	if (!map) throw new Error('no map');
	return map;
}

const bench = {
	async makeMap(): Promise<void> {
		const element = document.querySelector<HTMLElement>('#map');
		if (!element) throw new Error('no element');
		map = createMap(element, { center: [3, 56.3], zoom: 5.2, bearing: 0, pitch: 0 });
		await theMap().once('idle');
	},

	/** Stores the layer in IndexedDB, in transactions of 500 features as an import makes them. */
	async fill(kind: Kind): Promise<number> {
		const doc = new Y.Doc();
		const close = await open(kind, doc);
		const features = [...benchFeatures()];
		if (kind === 'ours') {
			applyChanges(doc, createVectorLayer({ id: LAYER, doc }, { name: 'Zones' }), null);
		}
		for (let i = 0; i < features.length; i += PER_TRANSACTION) {
			const part = features.slice(i, i + PER_TRANSACTION);
			if (kind === 'ours') applyChanges(doc, addFeatures({ id: LAYER, doc }, part), null);
			else doc.transact(() => part.forEach((one) => doc.getMap(FEATURES).set(one.id, asJson(one))));
		}
		// Longer than either waits before it puts the stored updates together into one.
		await new Promise((resolve) => setTimeout(resolve, 4_000));
		close();
		return featureCount(doc);
	},

	/** IndexedDB → document, held for a heap measurement. Milliseconds. */
	async openDocument(kind: Kind): Promise<number> {
		const start = performance.now();
		const doc = new Y.Doc();
		await open(kind, doc);
		held = doc;
		return performance.now() - start;
	},

	/**
	 * IndexedDB → MapLibre's worker has all features, with the map there already. Milliseconds. A call
	 * of `setData` alone says nothing: it copies them later.
	 */
	async openOnMap(kind: Kind): Promise<number> {
		const start = performance.now();
		const doc = new Y.Doc();
		const opened = open(kind, doc);
		if (kind === 'ours') {
			const layers = new LayersOnMap(theMap());
			await opened;
			layers.show([{ layer: openLayer(doc), look: LOOK }]);
			await layers.settled();
			// Nothing more, but after all that went before.
			await theMap().getSource<GeoJSONSource>(`layer:${LAYER}`)?.updateData({});
			held = { doc, layers };
		} else {
			await opened;
			await showReference(doc);
			held = { doc };
		}
		return performance.now() - start;
	},

	/** Until the map has drawn all it was handed. */
	async drawn(): Promise<void> {
		const canvas = theMap();
		await new Promise((resolve) => setTimeout(resolve, 300));
		while (!canvas.loaded()) await new Promise((resolve) => setTimeout(resolve, 50));
		await new Promise((resolve) => setTimeout(resolve, 700));
	},

	/** One feature moved by someone else, arriving as an update of the document. */
	editRemotely(kind: Kind, i: number): void {
		const { doc } = held as { doc: Y.Doc };
		const copy = new Y.Doc();
		Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
		const before = Y.encodeStateVector(copy);
		const geometry = zone([3, 56], 0.05, Math.random);
		if (kind === 'ours') {
			applyChanges(copy, setGeometry({ id: LAYER, doc: copy }, benchId(i), geometry), null);
		} else {
			const features = copy.getMap<ReturnType<typeof asJson>>(FEATURES);
			const feature = features.get(benchId(i));
			if (feature) features.set(benchId(i), { ...feature, geometry });
		}
		const update = Y.encodeStateAsUpdate(copy, before);
		copy.destroy();
		// In a task of its own, after this one and its garbage.
		setTimeout(() => Y.applyUpdate(doc, update, 'remote'), 1500);
	},

	featureCount(): number {
		return featureCount((held as { doc?: Y.Doc }).doc ?? (held as Y.Doc));
	}
};

export type Bench = typeof bench;

async function open(kind: Kind, doc: Y.Doc): Promise<() => void> {
	if (kind === 'ours') {
		const local = new LocalCopy(`layer:${LAYER}`, doc, () => undefined);
		const loaded = await local.load();
		if (loaded !== 'loaded') throw new Error(`local copy: ${loaded}`);
		return () => local.close();
	}
	const persistence = new IndexeddbPersistence(REFERENCE, doc);
	await persistence.whenSynced;
	return () => void persistence.destroy();
}

function openLayer(doc: Y.Doc): OpenLayer {
	// Only its document is read here: no server, no history.
	return Reflect.construct(OpenLayer, [LAYER, { doc }, undefined]) as OpenLayer;
}

function asJson({ id, geometry, properties }: BenchFeature) {
	return { type: 'Feature' as const, id, geometry, properties: { ...properties, id, o: 0 } };
}

async function showReference(doc: Y.Doc): Promise<void> {
	const canvas = theMap();
	const collection = (): GeoJSON.FeatureCollection => ({
		type: 'FeatureCollection',
		features: [...doc.getMap(FEATURES).values()] as GeoJSON.Feature[]
	});
	canvas.addSource(REFERENCE, {
		type: 'geojson',
		data: { type: 'FeatureCollection', features: [] },
		promoteId: 'id',
		maxzoom: 14,
		buffer: 64
	});
	for (const layer of featureLayers(REFERENCE, LOOK)) canvas.addLayer(layer);
	const setAll = () => canvas.getSource<GeoJSONSource>(REFERENCE)?.setData(collection());
	await setAll();
	doc.getMap(FEATURES).observe(() => void setAll());
}

Object.assign(window, { bench });

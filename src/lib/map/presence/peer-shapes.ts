import type { Feature as GeoJsonFeature } from 'geojson';
import type { GeoJSONSource, LayerSpecification } from 'maplibre-gl';
import type { Geometry } from '#core/geometry/types.ts';
import type { Peer } from '#lib/sync/presence.svelte.ts';
import type { MapLibreMap } from '../maplibre.ts';
import { slot } from '../slots.ts';
import { fromGhostShape } from './ghost-shape.ts';

const GHOSTS = 'peer-ghosts';
const MARKS = 'peer-marks';

type Lookup = (layerId: string, featureId: string) => Geometry | undefined;

/**
 * What other people draw right now, as ghosts in their colour, and a soft mark along what they have
 * open for editing. Nothing stays when they leave.
 */
export class PeerShapes {
	readonly #map: MapLibreMap;
	readonly #lookup: Lookup;
	#ghostKey = '';
	#markKey = '';

	/** `lookup` finds the geometry of a feature that is on this map. */
	constructor(map: MapLibreMap, lookup: Lookup) {
		this.#map = map;
		this.#lookup = lookup;
		for (const id of [GHOSTS, MARKS]) {
			map.addSource(id, { type: 'geojson', data: collection([]), tolerance: 0.2 });
		}
		for (const layer of LAYERS) map.addLayer(layer, slot('presence'));
	}

	show(peers: readonly Peer[]): void {
		const ghosts = JSON.stringify(
			peers.map(({ client, ghost, user }) => [client, ghost, user.color])
		);
		if (ghosts !== this.#ghostKey) {
			this.#ghostKey = ghosts;
			this.#set(GHOSTS, peers.flatMap(ghostOf));
		}
		const marks = JSON.stringify(
			peers.map(({ client, editing, user }) => [client, editing, user.color])
		);
		if (marks !== this.#markKey) {
			this.#markKey = marks;
			this.#set(
				MARKS,
				peers.flatMap((peer) => this.#marksOf(peer))
			);
		}
	}

	/** The marked features may have changed. */
	refresh(peers: readonly Peer[]): void {
		if (!peers.some(({ editing }) => editing)) return;
		this.#markKey = '';
		this.show(peers);
	}

	#marksOf({ editing, ghost, user }: Peer): GeoJsonFeature[] {
		if (!editing) return [];
		return editing.features.flatMap((id) => {
			// While it is being dragged the ghost shows where it is.
			if (ghost?.feature === id) return [];
			const geometry = this.#lookup(editing.layer, id);
			return geometry ? [feature(geometry, user.color)] : [];
		});
	}

	#set(source: string, features: GeoJsonFeature[]): void {
		void this.#map.getSource<GeoJSONSource>(source)?.setData(collection(features));
	}
}

const colour: ['get', string] = ['get', 'color'];
const points: ['==', ['geometry-type'], 'Point'] = ['==', ['geometry-type'], 'Point'];

const LAYERS: readonly LayerSpecification[] = [
	{
		id: `${MARKS}/glow`,
		type: 'line',
		source: MARKS,
		layout: { 'line-join': 'round' },
		paint: { 'line-color': colour, 'line-width': 9, 'line-blur': 5, 'line-opacity': 0.55 }
	},
	{
		id: `${MARKS}/point`,
		type: 'circle',
		source: MARKS,
		filter: points,
		paint: {
			'circle-color': colour,
			'circle-opacity': 0.35,
			'circle-blur': 0.5,
			'circle-radius': 18
		}
	},
	{
		id: `${GHOSTS}/fill`,
		type: 'fill',
		source: GHOSTS,
		filter: ['==', ['geometry-type'], 'Polygon'],
		paint: { 'fill-color': colour, 'fill-opacity': 0.14 }
	},
	{
		id: `${GHOSTS}/line`,
		type: 'line',
		source: GHOSTS,
		layout: { 'line-join': 'round' },
		paint: { 'line-color': colour, 'line-width': 2, 'line-dasharray': [2, 1.5] }
	},
	{
		id: `${GHOSTS}/point`,
		type: 'circle',
		source: GHOSTS,
		filter: points,
		paint: {
			'circle-color': colour,
			'circle-radius': 6,
			'circle-stroke-color': '#ffffff',
			'circle-stroke-width': 1.5
		}
	}
];

function ghostOf({ ghost, user }: Peer): GeoJsonFeature[] {
	const geometry = ghost ? fromGhostShape(ghost.shape) : undefined;
	return geometry ? [feature(geometry, user.color)] : [];
}

function feature(geometry: Geometry, color: string): GeoJsonFeature {
	return {
		type: 'Feature',
		geometry: geometry as GeoJsonFeature['geometry'],
		properties: { color }
	};
}

function collection(features: GeoJsonFeature[]): GeoJSON.FeatureCollection {
	return { type: 'FeatureCollection', features };
}

import { uuidv4 } from 'lib0/random';
import { partThatHolds } from '#core/geometry/contains.ts';
import { addHole } from '#core/geometry/edit-vertices.ts';
import type { Geometry, Position } from '#core/geometry/types.ts';
import type { OpenLayer } from '#lib/sync/open-layer.svelte.ts';
import type { OpenMap } from '#lib/sync/open-map.svelte.ts';
import type { MapViewState } from '#lib/map/map-view-state.svelte.ts';
import type { Hit } from '#lib/map/view-types.ts';
import { settleShape } from './settle-shape.ts';

interface Target {
	readonly map: OpenMap;
	readonly view: MapViewState;
}

/**
 * Writes a drawn shape to the active layer as one step of undo; the first drawing makes a layer.
 * What can't be kept is said through the view. Returns the new feature.
 */
export function addShape(drawn: Geometry, { map, view }: Target): Hit | undefined {
	const settled = settleShape(drawn);
	if (!settled.ok) {
		view.notify(settled.reason);
		return undefined;
	}
	const layer = layerForDrawing({ map, view });
	if (!layer) return undefined;
	if (layer.room < 1) {
		view.notify('layer-full', { layerId: layer.id });
		return undefined;
	}
	const id = uuidv4();
	layer.add([{ id, geometry: settled.value, properties: {} }]);
	return { layerId: layer.id, featureId: id };
}

function layerForDrawing({ map, view }: Target): OpenLayer | undefined {
	const active = view.activeLayerId === null ? undefined : map.layer(view.activeLayerId);
	const entry = map.layers.find(({ layer }) => layer === active);
	if (!active || !entry) {
		if (!map.canEdit) {
			view.notify('read-only');
			return undefined;
		}
		const made = map.addVectorLayer(view.newLayerName);
		view.activeLayerId = made.id;
		return made;
	}
	if (!active.canEdit) {
		view.notify('read-only', { layerId: active.id });
		return undefined;
	}
	if (!entry.visible) {
		map.setVisible(active.id, true);
		view.notify('layer-hidden', { layerId: active.id });
	}
	return active;
}

/** Cuts a drawn ring out of a polygon, which keeps all its other rings and parts. */
export function cutHole(drawn: Geometry, layer: OpenLayer, target: Hit, view: MapViewState): void {
	const settled = settleShape(drawn);
	const { featureId } = target;
	if (!settled.ok) return view.notify(settled.reason, target);
	const geometry = layer.peek(featureId)?.geometry;
	const ring = settled.value.type === 'Polygon' ? settled.value.coordinates[0] : undefined;
	if (!geometry || !ring) return;
	const part = partThatHolds(geometry, ring);
	if (part === undefined) return view.notify('hole-outside', target);
	layer.setGeometry(featureId, addHole(geometry, part, atHeightOf(geometry, ring)));
}

/** Heights are kept only when every position has one: a hole without would take them all. */
function atHeightOf(geometry: Geometry, ring: readonly Position[]): readonly Position[] {
	const first =
		geometry.type === 'Polygon'
			? geometry.coordinates[0]?.[0]
			: geometry.type === 'MultiPolygon'
				? geometry.coordinates[0]?.[0]?.[0]
				: undefined;
	const height = first?.[2];
	return height === undefined ? ring : ring.map(([lng, lat]) => [lng, lat, height]);
}

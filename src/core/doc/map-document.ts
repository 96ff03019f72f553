import * as Y from 'yjs';
import type { Position } from '../geometry/types.ts';

/** Roots of a `map:` document. */
export const META = 'meta';
export const STACK = 'stack';

export interface MapMeta {
	readonly name: string;
	readonly description: string;
	/** `[lng, lat]`, degrees. */
	readonly center: readonly [number, number];
	/** Web Mercator zoom, 0–22. */
	readonly zoom: number;
	/** Id in the catalogue of basemaps. */
	readonly basemap: string;
}

/** A layer as it stands in a map's stack. */
export interface StackEntry {
	readonly layerId: string;
	/** Fractional index; ascending is bottom to top, equal keys are settled by layer id. */
	readonly order: string;
	readonly visible: boolean;
	/** 0–1. */
	readonly opacity: number;
}

export const DEFAULT_MAP: MapMeta = Object.freeze({
	name: '',
	description: '',
	center: [4, 56] as const,
	zoom: 4.5,
	basemap: 'chart'
});

/** Reads what is there; anything missing or of the wrong kind falls back to the default. */
export function readMapMeta(doc: Y.Doc): MapMeta {
	const meta = doc.getMap(META);
	return {
		name: stringOr(meta.get('name'), DEFAULT_MAP.name),
		description: stringOr(meta.get('description'), DEFAULT_MAP.description),
		center: centerOr(meta.get('center'), DEFAULT_MAP.center),
		zoom: numberOr(meta.get('zoom'), DEFAULT_MAP.zoom),
		basemap: stringOr(meta.get('basemap'), DEFAULT_MAP.basemap)
	};
}

/** The layer stack, bottom to top. */
export function readStack(doc: Y.Doc): StackEntry[] {
	const entries: StackEntry[] = [];
	for (const [layerId, value] of doc.getMap(STACK).entries()) {
		if (!(value instanceof Y.Map)) continue;
		const visible: unknown = value.get('visible');
		entries.push({
			layerId,
			order: stringOr(value.get('order'), ''),
			visible: visible !== false,
			opacity: numberOr(value.get('opacity'), 1)
		});
	}
	return entries.sort(byOrder);
}

export function byOrder(a: StackEntry, b: StackEntry): number {
	return compare(a.order, b.order) || compare(a.layerId, b.layerId);
}

/** Code unit order, as fractional indexes are made for; never the locale's. */
function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

function stringOr(value: unknown, fallback: string): string {
	return typeof value === 'string' ? value : fallback;
}

function numberOr(value: unknown, fallback: number): number {
	return typeof value === 'number' ? value : fallback;
}

export function isLngLat(value: unknown): value is Position & readonly [number, number] {
	return (
		Array.isArray(value) &&
		value.length === 2 &&
		typeof value[0] === 'number' &&
		typeof value[1] === 'number' &&
		Math.abs(value[0]) <= 180 &&
		Math.abs(value[1]) <= 90
	);
}

function centerOr(value: unknown, fallback: readonly [number, number]): readonly [number, number] {
	return isLngLat(value) ? value : fallback;
}

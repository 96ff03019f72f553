import { LIMITS } from '../doc/limits.ts';
import { isUuid } from '../doc/names.ts';
import type { NewFeature, Properties } from '../feature/types.ts';
import { eachPosition } from '../geometry/each-position.ts';
import {
	GEOMETRY_TYPES,
	parseGeometry,
	type GeometryNote,
	type GeometryRefusal
} from '../geometry/parse-geometry.ts';
import { isSelfCrossing } from '../geometry/self-crossing.ts';
import { ok, refuse, type Parsed } from '../util/parsed.ts';
import { isJson, type JsonValue } from '../util/json.ts';

/** Why a whole file is refused. */
export type GeoJsonRefusal = 'not-json' | 'not-geojson' | 'other-crs' | 'no-features';

/** Why one feature of a file is refused; the others are taken. */
export type FeatureRefusal =
	GeometryRefusal | 'not-a-feature' | 'no-geometry' | 'too-many-vertices' | 'bad-properties';

export type FeatureNote = GeometryNote | 'id-replaced' | 'self-crossing';

/** The verdict on one feature of a file. `index` counts from 0 in the file. */
export type FeatureVerdict =
	| {
			readonly index: number;
			readonly ok: true;
			readonly feature: NewFeature;
			readonly notes: readonly FeatureNote[];
	  }
	| { readonly index: number; readonly ok: false; readonly reason: FeatureRefusal };

export interface GeoJsonFile {
	readonly count: number;
	/** Reads one feature after the other, so that the caller can show progress and stop. */
	readonly verdicts: () => Generator<FeatureVerdict>;
}

/** Names of WGS 84 in the `crs` member that older files carry. */
const WGS84 = /^(urn:ogc:def:crs:(OGC:[0-9.]*:CRS84|EPSG:[0-9.]*:4326)|EPSG:4326|OGC:CRS84)$/i;

/**
 * Text of a GeoJSON file (RFC 7946; Feature, FeatureCollection or a bare geometry) → its features.
 * `newId` makes a UUID for every feature whose own id is not one, or is taken (`taken`, and ids seen
 * earlier in the file); its own id is kept as `sourceId`.
 */
export function readGeoJson(text: string, options: IdOptions): Parsed<GeoJsonFile, GeoJsonRefusal> {
	const value = parseJson(text);
	return value === undefined ? refuse('not-json') : readGeoJsonValue(value, options);
}

interface IdOptions {
	readonly newId: () => string;
	readonly taken: (id: string) => boolean;
}

/** The same of JSON that is parsed already. */
export function readGeoJsonValue(
	value: unknown,
	options: IdOptions
): Parsed<GeoJsonFile, GeoJsonRefusal> {
	if (!isObject(value)) return refuse('not-geojson');
	if (!isWgs84(value['crs'])) return refuse('other-crs');
	const items = featuresOf(value);
	if (items === undefined) return refuse('not-geojson');
	if (items.length === 0) return refuse('no-features');
	return ok({
		count: items.length,
		verdicts: function* () {
			const seen = new Set<string>();
			const isTaken = (id: string): boolean => seen.has(id) || options.taken(id);
			for (const [index, item] of items.entries()) {
				const verdict = readFeature(index, item, { newId: options.newId, taken: isTaken });
				if (verdict.ok) seen.add(verdict.feature.id);
				yield verdict;
			}
		}
	});
}

function parseJson(text: string): unknown {
	try {
		// A byte order mark is no JSON, but Windows programs write one.
		return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
	} catch {
		return undefined;
	}
}

function featuresOf(value: Record<string, unknown>): readonly unknown[] | undefined {
	const { type, features } = value;
	if (type === 'FeatureCollection') return Array.isArray(features) ? features : undefined;
	if (type === 'Feature') return [value];
	const isGeometry = GEOMETRY_TYPES.some((known) => known === type);
	return isGeometry ? [{ type: 'Feature', geometry: value, properties: null }] : undefined;
}

function isWgs84(crs: unknown): boolean {
	if (crs === undefined || crs === null) return true;
	if (!isObject(crs) || !isObject(crs['properties'])) return false;
	const name = crs['properties']['name'];
	return typeof name === 'string' && WGS84.test(name);
}

function readFeature(index: number, item: unknown, ids: IdOptions): FeatureVerdict {
	const no = (reason: FeatureRefusal): FeatureVerdict => ({ index, ok: false, reason });
	if (!isObject(item) || item['type'] !== 'Feature') return no('not-a-feature');
	if (item['geometry'] === null || item['geometry'] === undefined) return no('no-geometry');
	const parsed = parseGeometry(item['geometry']);
	if (!parsed.ok) return no(parsed.reason);
	let vertices = 0;
	eachPosition(parsed.value.geometry, () => vertices++);
	if (vertices > LIMITS.verticesPerFeature) return no('too-many-vertices');
	const properties = readProperties(item['properties']);
	if (properties === undefined) return no('bad-properties');
	const { id, sourceId, replaced } = readId(item['id'], ids);
	const notes: FeatureNote[] = [...parsed.value.notes];
	const { geometry } = parsed.value;
	if (replaced) notes.push('id-replaced');
	if (isSelfCrossing(geometry)) notes.push('self-crossing');
	return { index, ok: true, notes, feature: { id, geometry, properties, sourceId } };
}

/**
 * A UUID that is free becomes the feature's id. Any other id is kept beside a new one. A UUID that is
 * taken is not kept: two features with one identity would be a lie on export.
 */
function readId(
	own: unknown,
	ids: IdOptions
): { id: string; sourceId: string | number | undefined; replaced: boolean } {
	if (isUuid(own)) {
		return ids.taken(own)
			? { id: ids.newId(), sourceId: undefined, replaced: true }
			: { id: own, sourceId: undefined, replaced: false };
	}
	const keep = typeof own === 'number' || (typeof own === 'string' && own.length <= 255);
	return {
		id: ids.newId(),
		sourceId: keep ? own : undefined,
		replaced: own !== undefined && !keep
	};
}

function readProperties(value: unknown): Properties | undefined {
	if (value === null || value === undefined) return {};
	if (!isObject(value)) return undefined;
	const entries = Object.entries(value);
	if (entries.length > LIMITS.propertiesPerFeature) return undefined;
	const fits = entries.every(
		(entry): entry is [string, JsonValue] =>
			entry[0].length <= LIMITS.propertyNameLength &&
			isJson(entry[1]) &&
			JSON.stringify(entry[1]).length <= LIMITS.propertyValueLength
	);
	return fits ? Object.fromEntries(entries) : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

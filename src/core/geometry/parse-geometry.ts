import type { Parsed } from '../util/parsed.ts';
import { ok, refuse } from '../util/parsed.ts';
import { roundDegrees } from './round.ts';
import type { Geometry, GeometryType, Position, Ring } from './types.ts';

/**
 * Why a value is no geometry we keep. Worded for people in the interface.
 * `looks-swapped`: out of range as `[lng, lat]`, but in range as `[lat, lng]`.
 */
export type GeometryRefusal =
	| 'not-a-geometry'
	| 'unknown-type'
	| 'empty'
	| 'bad-position'
	| 'out-of-range'
	| 'looks-swapped'
	| 'too-few-positions'
	| 'too-deep';

/** What was mended on the way in; the geometry is kept. */
export type GeometryNote = 'ring-closed' | 'measures-dropped' | 'heights-dropped';

export interface ParsedGeometry {
	readonly geometry: Geometry;
	readonly notes: readonly GeometryNote[];
}

const MAX_DEPTH = 8;

/**
 * Unknown value → geometry in the terms of RFC 7946: WGS 84, `[lng, lat(, metres)]`, longitudes in
 * ±180, latitudes in ±90, rounded to 7 decimals. Open rings are closed, measures (a fourth number)
 * dropped, heights dropped unless every position has one; each is noted. Never throws.
 */
export function parseGeometry(value: unknown): Parsed<ParsedGeometry, GeometryRefusal> {
	const parser = new GeometryParser();
	try {
		const geometry = parser.geometry(value, 0);
		return ok({ geometry: parser.settleHeights(geometry), notes: [...parser.notes] });
	} catch (error) {
		if (error instanceof Refusal) return refuse(error.reason);
		throw error;
	}
}

/** Thrown and caught within this module only: a refusal ends the whole geometry. */
class Refusal extends Error {
	readonly reason: GeometryRefusal;
	constructor(reason: GeometryRefusal) {
		super(reason);
		this.reason = reason;
	}
}

class GeometryParser {
	readonly notes = new Set<GeometryNote>();
	#withHeight = 0;
	#positions = 0;

	geometry(value: unknown, depth: number): Geometry {
		if (depth > MAX_DEPTH) throw new Refusal('too-deep');
		if (typeof value !== 'object' || value === null) throw new Refusal('not-a-geometry');
		const type: unknown = 'type' in value ? value.type : undefined;
		if (type === 'GeometryCollection') {
			const parts: unknown = 'geometries' in value ? value.geometries : undefined;
			return {
				type,
				geometries: this.#list(parts, 1, 'empty', (part) => this.geometry(part, depth + 1))
			};
		}
		return this.#simple(type, 'coordinates' in value ? value.coordinates : undefined);
	}

	/** Heights are kept only when every position has one: half a profile would be a false one. */
	settleHeights(geometry: Geometry): Geometry {
		if (this.#withHeight === 0 || this.#withHeight === this.#positions) return geometry;
		this.notes.add('heights-dropped');
		return withoutHeights(geometry);
	}

	#simple(type: unknown, coordinates: unknown): Geometry {
		switch (type) {
			case 'Point':
				if (Array.isArray(coordinates) && coordinates.length === 0) throw new Refusal('empty');
				return { type, coordinates: this.#position(coordinates) };
			case 'MultiPoint':
				return { type, coordinates: this.#positionList(coordinates, 1, 'empty') };
			case 'LineString':
				return { type, coordinates: this.#line(coordinates) };
			case 'MultiLineString':
				return {
					type,
					coordinates: this.#list(coordinates, 1, 'empty', (line) => this.#line(line))
				};
			case 'Polygon':
				return { type, coordinates: this.#rings(coordinates) };
			case 'MultiPolygon':
				return {
					type,
					coordinates: this.#list(coordinates, 1, 'empty', (rings) => this.#rings(rings))
				};
			default:
				throw new Refusal(typeof type === 'string' ? 'unknown-type' : 'not-a-geometry');
		}
	}

	#line(value: unknown): readonly Position[] {
		if (Array.isArray(value) && value.length === 0) throw new Refusal('empty');
		return this.#positionList(value, 2, 'too-few-positions');
	}

	#rings(value: unknown): readonly Ring[] {
		return this.#list(value, 1, 'empty', (ring) => this.#ring(ring));
	}

	#ring(value: unknown): Ring {
		const positions = this.#line(value);
		const first = positions[0];
		const last = positions[positions.length - 1];
		if (first === undefined || last === undefined) throw new Refusal('too-few-positions');
		const closed = first[0] === last[0] && first[1] === last[1];
		if (!closed) {
			this.notes.add('ring-closed');
			this.#positions += 1;
			if (first.length === 3) this.#withHeight += 1;
		}
		const ring = closed ? positions : [...positions, first];
		if (ring.length < 4) throw new Refusal('too-few-positions');
		return ring;
	}

	#positionList(value: unknown, least: number, tooFew: GeometryRefusal): readonly Position[] {
		return this.#list(value, least, tooFew, (position) => this.#position(position));
	}

	#list<T>(value: unknown, least: number, tooFew: GeometryRefusal, read: (item: unknown) => T) {
		if (!Array.isArray(value)) throw new Refusal('not-a-geometry');
		if (value.length < least) throw new Refusal(tooFew);
		return value.map((item: unknown) => read(item));
	}

	#position(value: unknown): Position {
		if (!Array.isArray(value) || value.length < 2) throw new Refusal('bad-position');
		const [lng, lat, height] = value as unknown[];
		if (!isFiniteNumber(lng) || !isFiniteNumber(lat)) throw new Refusal('bad-position');
		if (Math.abs(lng) > 180 || Math.abs(lat) > 90) {
			throw new Refusal(
				Math.abs(lat) <= 180 && Math.abs(lng) <= 90 ? 'looks-swapped' : 'out-of-range'
			);
		}
		if (value.length > 3) this.notes.add('measures-dropped');
		this.#positions += 1;
		if (!isFiniteNumber(height)) return [roundDegrees(lng), roundDegrees(lat)];
		this.#withHeight += 1;
		return [roundDegrees(lng), roundDegrees(lat), height];
	}
}

function isFiniteNumber(value: unknown): value is number {
	return typeof value === 'number' && Number.isFinite(value);
}

function withoutHeights(geometry: Geometry): Geometry {
	const flat = (positions: readonly Position[]): Position[] =>
		positions.map(([lng, lat]) => [lng, lat]);
	switch (geometry.type) {
		case 'Point':
			return { ...geometry, coordinates: [geometry.coordinates[0], geometry.coordinates[1]] };
		case 'MultiPoint':
		case 'LineString':
			return { ...geometry, coordinates: flat(geometry.coordinates) };
		case 'MultiLineString':
		case 'Polygon':
			return { ...geometry, coordinates: geometry.coordinates.map(flat) };
		case 'MultiPolygon':
			return { ...geometry, coordinates: geometry.coordinates.map((rings) => rings.map(flat)) };
		default:
			return { ...geometry, geometries: geometry.geometries.map(withoutHeights) };
	}
}

export const GEOMETRY_TYPES: readonly GeometryType[] = [
	'Point',
	'MultiPoint',
	'LineString',
	'MultiLineString',
	'Polygon',
	'MultiPolygon',
	'GeometryCollection'
];

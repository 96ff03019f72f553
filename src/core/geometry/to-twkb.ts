import { DECIMALS, toUnits } from './round.ts';
import { TwkbWriter } from './twkb-writer.ts';
import { TWKB_TYPE } from './twkb-types.ts';
import type { Geometry, Position } from './types.ts';
import { eachPosition } from './each-position.ts';
import { unreachable } from '../util/unreachable.ts';

/** Decimals of a metre kept for heights. */
const Z_DECIMALS = 2;

/**
 * Geometry → TWKB (Tiny Well-known Binary, https://github.com/TWKB/Specification), 7 decimals of a
 * degree, heights to the centimetre when every position has one. No size, box or id list.
 * Expects a geometry that `parseGeometry` accepted. PostGIS reads it with `ST_GeomFromTWKB`.
 */
export function toTwkb(geometry: Geometry): Uint8Array {
	const out = new TwkbWriter();
	writeGeometry(out, geometry);
	return out.finish();
}

function writeGeometry(out: TwkbWriter, geometry: Geometry): void {
	const hasZ = everyPositionHasZ(geometry);
	// Lower nibble the type, upper nibble the zigzag-encoded number of decimals.
	out.byte(TWKB_TYPE[geometry.type] + ((2 * DECIMALS) << 4));
	out.byte(hasZ ? 0b1000 : 0);
	// Extended dimensions: bit 0 has Z, bits 2–4 decimals of Z.
	if (hasZ) out.byte(0b1 | (Z_DECIMALS << 2));
	if (geometry.type === 'GeometryCollection') {
		out.varint(geometry.geometries.length);
		geometry.geometries.forEach((part) => writeGeometry(out, part));
		return;
	}
	writeCoordinates(new PositionWriter(out, hasZ), geometry);
}

function writeCoordinates(
	out: PositionWriter,
	geometry: Exclude<Geometry, { type: 'GeometryCollection' }>
): void {
	switch (geometry.type) {
		case 'Point':
			return out.position(geometry.coordinates);
		case 'MultiPoint':
		case 'LineString':
			return out.line(geometry.coordinates);
		case 'MultiLineString':
		case 'Polygon':
			return out.list(geometry.coordinates, (line) => out.line(line));
		case 'MultiPolygon':
			return out.list(geometry.coordinates, (rings) => out.list(rings, (ring) => out.line(ring)));
		default:
			return unreachable(geometry);
	}
}

/** Writes positions as differences to the one before, which runs on through the whole geometry. */
class PositionWriter {
	readonly #out: TwkbWriter;
	readonly #hasZ: boolean;
	#x = 0;
	#y = 0;
	#z = 0;

	constructor(out: TwkbWriter, hasZ: boolean) {
		this.#out = out;
		this.#hasZ = hasZ;
	}

	position(position: Position): void {
		const x = toUnits(position[0]);
		const y = toUnits(position[1]);
		this.#out.zigzag(x - this.#x);
		this.#out.zigzag(y - this.#y);
		this.#x = x;
		this.#y = y;
		if (!this.#hasZ) return;
		const z = Math.round((position[2] ?? 0) * 10 ** Z_DECIMALS);
		this.#out.zigzag(z - this.#z);
		this.#z = z;
	}

	line(positions: readonly Position[]): void {
		this.list(positions, (position) => this.position(position));
	}

	list<T>(items: readonly T[], write: (item: T) => void): void {
		this.#out.varint(items.length);
		items.forEach(write);
	}
}

function everyPositionHasZ(geometry: Geometry): boolean {
	let some = false;
	let every = true;
	eachPosition(geometry, (position) => {
		if (position.length === 3) some = true;
		else every = false;
	});
	return some && every;
}

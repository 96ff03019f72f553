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
 * degree unless fewer are asked for (0–7), heights to the centimetre when every position has one. No size, box or id list.
 * Expects a geometry that `parseGeometry` accepted. PostGIS reads it with `ST_GeomFromTWKB`.
 */
export function toTwkb(geometry: Geometry, decimals = DECIMALS): Uint8Array {
	const out = new TwkbWriter();
	writeGeometry(out, geometry, decimals);
	return out.finish();
}

function writeGeometry(out: TwkbWriter, geometry: Geometry, decimals: number): void {
	const hasZ = everyPositionHasZ(geometry);
	// Lower nibble the type, upper nibble the zigzag-encoded number of decimals.
	out.byte(TWKB_TYPE[geometry.type] + ((2 * decimals) << 4));
	out.byte(hasZ ? 0b1000 : 0);
	// Extended dimensions: bit 0 has Z, bits 2–4 decimals of Z.
	if (hasZ) out.byte(0b1 | (Z_DECIMALS << 2));
	if (geometry.type === 'GeometryCollection') {
		out.varint(geometry.geometries.length);
		geometry.geometries.forEach((part) => writeGeometry(out, part, decimals));
		return;
	}
	writeCoordinates(new PositionWriter(out, hasZ, decimals), geometry);
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
	readonly #decimals: number;
	#x = 0;
	#y = 0;
	#z = 0;

	constructor(out: TwkbWriter, hasZ: boolean, decimals: number) {
		this.#out = out;
		this.#hasZ = hasZ;
		this.#decimals = decimals;
	}

	position(position: Position): void {
		const x = toUnits(position[0], this.#decimals);
		const y = toUnits(position[1], this.#decimals);
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
	let positions = 0;
	let withZ = 0;
	eachPosition(geometry, (position) => {
		positions += 1;
		if (position.length === 3) withZ += 1;
	});
	return withZ > 0 && withZ === positions;
}

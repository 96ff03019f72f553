import type { Parsed } from '../util/parsed.ts';
import { ok, refuse } from '../util/parsed.ts';
import { TWKB_TYPE } from './twkb-types.ts';
import type { Geometry, Position } from './types.ts';

export type TwkbRefusal = 'not-twkb';

/** Nesting of collections that is read; more is refused. */
const MAX_DEPTH = 8;

/**
 * TWKB → geometry. Reads what `toTwkb` and PostGIS `ST_AsTWKB` write: any precision, optional Z and
 * M (M is dropped), optional size, box and id list (skipped). Every count is checked against the bytes that are left,
 * so that a forged count cannot ask for memory.
 */
export function fromTwkb(bytes: Uint8Array): Parsed<Geometry, TwkbRefusal> {
	try {
		const reader = new TwkbReader(bytes);
		const geometry = readGeometry(reader, 0);
		return reader.atEnd ? ok(geometry) : refuse('not-twkb');
	} catch (error) {
		if (error instanceof MalformedTwkb) return refuse('not-twkb');
		throw error;
	}
}

/** Thrown and caught within this module only. */
class MalformedTwkb extends Error {}

interface Header {
	readonly type: number;
	readonly scale: number;
	readonly hasZ: boolean;
	readonly hasM: boolean;
	readonly zScale: number;
	readonly empty: boolean;
	readonly hasIds: boolean;
}

function readHeader(reader: TwkbReader): Header {
	const first = reader.byte();
	const flags = reader.byte();
	const zigzag = first >> 4;
	const decimals = zigzag & 1 ? -((zigzag + 1) >> 1) : zigzag >> 1;
	const extended = flags & 0b1000 ? reader.byte() : 0;
	const hasZ = (extended & 0b1) !== 0;
	const hasM = (extended & 0b10) !== 0;
	if (flags & 0b10) reader.varint();
	if (flags & 0b1) {
		const dimensions = 2 + Number(hasZ) + Number(hasM);
		for (let i = 0; i < 2 * dimensions; i++) reader.varint();
	}
	return {
		type: first & 0x0f,
		scale: 10 ** decimals,
		hasZ,
		hasM,
		zScale: 10 ** ((extended >> 2) & 0b111),
		empty: (flags & 0b10000) !== 0,
		hasIds: (flags & 0b100) !== 0
	};
}

function readGeometry(reader: TwkbReader, depth: number): Geometry {
	if (depth > MAX_DEPTH) throw new MalformedTwkb();
	const header = readHeader(reader);
	if (header.empty) throw new MalformedTwkb();
	const positions = new PositionReader(reader, header);
	switch (header.type) {
		case TWKB_TYPE.Point:
			return { type: 'Point', coordinates: positions.position() };
		case TWKB_TYPE.LineString:
			return { type: 'LineString', coordinates: positions.line() };
		case TWKB_TYPE.Polygon:
			return { type: 'Polygon', coordinates: positions.rings() };
		default:
			return readMulti(reader, header, positions, depth);
	}
}

function readMulti(
	reader: TwkbReader,
	header: Header,
	positions: PositionReader,
	depth: number
): Geometry {
	const count = reader.count();
	if (header.hasIds) for (let i = 0; i < count; i++) reader.varint();
	const many = <T>(read: () => T): T[] => Array.from({ length: count }, read);
	switch (header.type) {
		case TWKB_TYPE.MultiPoint:
			return { type: 'MultiPoint', coordinates: many(() => positions.position()) };
		case TWKB_TYPE.MultiLineString:
			return { type: 'MultiLineString', coordinates: many(() => positions.line()) };
		case TWKB_TYPE.MultiPolygon:
			return { type: 'MultiPolygon', coordinates: many(() => positions.rings()) };
		case TWKB_TYPE.GeometryCollection:
			return {
				type: 'GeometryCollection',
				geometries: many(() => readGeometry(reader, depth + 1))
			};
		default:
			throw new MalformedTwkb();
	}
}

class PositionReader {
	readonly #reader: TwkbReader;
	readonly #header: Header;
	#x = 0;
	#y = 0;
	#z = 0;

	constructor(reader: TwkbReader, header: Header) {
		this.#reader = reader;
		this.#header = header;
	}

	position(): Position {
		const { scale, hasZ, hasM, zScale } = this.#header;
		this.#x += this.#reader.zigzag();
		this.#y += this.#reader.zigzag();
		if (hasZ) this.#z += this.#reader.zigzag();
		if (hasM) this.#reader.zigzag();
		const lng = this.#x / scale;
		const lat = this.#y / scale;
		return hasZ ? [lng, lat, this.#z / zScale] : [lng, lat];
	}

	line(): Position[] {
		const positions = new Array<Position>(this.#reader.count());
		for (let i = 0; i < positions.length; i++) positions[i] = this.position();
		return positions;
	}

	rings(): Position[][] {
		return Array.from({ length: this.#reader.count() }, () => this.line());
	}
}

class TwkbReader {
	readonly #bytes: Uint8Array;
	#at = 0;

	constructor(bytes: Uint8Array) {
		this.#bytes = bytes;
	}

	get atEnd(): boolean {
		return this.#at === this.#bytes.length;
	}

	byte(): number {
		const value = this.#bytes[this.#at++];
		if (value === undefined) throw new MalformedTwkb();
		return value;
	}

	varint(): number {
		let value = 0;
		for (let factor = 1; ; factor *= 0x80) {
			const byte = this.byte();
			value += (byte & 0x7f) * factor;
			if (byte < 0x80) break;
		}
		if (!Number.isSafeInteger(value)) throw new MalformedTwkb();
		return value;
	}

	zigzag(): number {
		const value = this.varint();
		return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
	}

	/** A number of items, each of which takes at least one byte. */
	count(): number {
		const value = this.varint();
		if (value > this.#bytes.length - this.#at) throw new MalformedTwkb();
		return value;
	}
}

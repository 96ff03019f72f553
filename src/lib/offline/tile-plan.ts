import type { Extent } from '#core/geometry/types.ts';

/** A tile of the Web Mercator grid. */
export interface Tile {
	readonly z: number;
	readonly x: number;
	readonly y: number;
}

/** What decides which tiles of something an area needs. */
export interface Tiled {
	readonly tileSize: 256 | 512;
	readonly extent: Extent | undefined;
	readonly minZoom: number;
	readonly maxZoom: number;
}

/** How near an area is kept: as seen when it was chosen, and so many levels nearer. */
export const DETAILS = { overview: 0, planning: 2, detail: 4 } as const;
export type Detail = keyof typeof DETAILS;

/** Where Web Mercator ends. */
const MAX_LATITUDE = 85.051_128;

interface Block {
	readonly z: number;
	readonly x0: number;
	readonly x1: number;
	readonly y0: number;
	readonly y1: number;
}

/** Number of tiles for the area down to the map's zoom `top` (512 px tiles). */
export function countTiles(tiled: Tiled, area: Extent, top: number): number {
	return blocks(tiled, area, top).reduce(
		(sum, { x0, x1, y0, y1 }) => sum + (x1 - x0 + 1) * (y1 - y0 + 1),
		0
	);
}

/** The tiles themselves, the coarsest first: whatever ends it early, an overview is there. */
export function* tilesOf(tiled: Tiled, area: Extent, top: number): Generator<Tile> {
	for (const { z, x0, x1, y0, y1 } of blocks(tiled, area, top)) {
		for (let y = y0; y <= y1; y += 1) for (let x = x0; x <= x1; x += 1) yield { z, x, y };
	}
}

/** The tile at the middle of the area, as near as it is kept, and its neighbours: to learn their size. */
export function sampleTiles(tiled: Tiled, area: Extent, top: number): Tile[] {
	const finest = blocks(tiled, area, top).at(-1);
	if (!finest) return [];
	const { z, x0, x1, y0, y1 } = finest;
	const across = [0.5, 0.25, 0.75];
	const chosen = across.map((share) => ({
		z,
		x: Math.round(x0 + (x1 - x0) * share),
		y: Math.round(y0 + (y1 - y0) * share)
	}));
	return chosen.filter(({ x, y }, i) => chosen.findIndex((t) => t.x === x && t.y === y) === i);
}

function blocks(tiled: Tiled, area: Extent, top: number): Block[] {
	const nearest = Math.min(tiled.maxZoom, top + (tiled.tileSize === 256 ? 1 : 0));
	const found: Block[] = [];
	for (let z = tiled.minZoom; z <= nearest; z += 1) {
		for (const part of withoutDateLine(area)) {
			const common = tiled.extent ? overlap(part, tiled.extent) : part;
			if (common) found.push(blockOf(z, common));
		}
	}
	return found;
}

/** `east` < `west`: across 180°, which no row of tiles goes across. */
function withoutDateLine([west, south, east, north]: Extent): Extent[] {
	if (east - west >= 360) return [[-180, south, 180, north]];
	if (east >= west) return [[west, south, east, north]];
	return [
		[west, south, 180, north],
		[-180, south, east, north]
	];
}

function overlap(a: Extent, b: Extent): Extent | undefined {
	const [west, south] = [Math.max(a[0], b[0]), Math.max(a[1], b[1])];
	const [east, north] = [Math.min(a[2], b[2]), Math.min(a[3], b[3])];
	return east > west && north > south ? [west, south, east, north] : undefined;
}

function blockOf(z: number, [west, south, east, north]: Extent): Block {
	const count = 2 ** z;
	const clamp = (index: number): number => Math.max(0, Math.min(count - 1, index));
	const column = (lng: number): number => ((lng + 180) / 360) * count;
	return {
		z,
		x0: clamp(Math.floor(column(west))),
		// A tile that is only touched is not needed.
		x1: clamp(Math.ceil(column(east)) - 1),
		y0: clamp(Math.floor(row(north) * count)),
		y1: clamp(Math.ceil(row(south) * count) - 1)
	};
}

/** 0 at the top of Web Mercator, 1 at its bottom. */
function row(lat: number): number {
	const angle = (Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, lat)) * Math.PI) / 180;
	return 0.5 - Math.asinh(Math.tan(angle)) / (2 * Math.PI);
}

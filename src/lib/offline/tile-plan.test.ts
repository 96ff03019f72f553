import { describe, expect, test } from 'vitest';
import type { Extent } from '#core/geometry/types.ts';
import { extentOfFrame } from './extent-of-frame.ts';
import { countTiles, sampleTiles, tilesOf, type Tiled } from './tile-plan.ts';

const WORLD: Tiled = { tileSize: 512, extent: undefined, minZoom: 0, maxZoom: 22 };
const BANK: Extent = [1, 54, 3, 55.5];

function names(tiled: Tiled, area: Extent, top: number): string[] {
	return [...tilesOf(tiled, area, top)].map(({ z, x, y }) => `${z}/${x}/${y}`);
}

describe('tiles of an area', () => {
	test('[P1] from the whole world to the nearest zoom, the coarsest first', () => {
		expect(names(WORLD, BANK, 3)).toEqual(['0/0/0', '1/1/0', '2/2/1', '3/4/2']);
		// By hand: 2^6·(lng+180)/360 = 32.18…32.53; rows of 55.5° and 54° N are 20.00… and 20.66….
		expect(names(WORLD, BANK, 6).at(-1)).toBe('6/32/20');
	});

	test('[P2] the count is the number of tiles, at any size of tile', () => {
		for (const tileSize of [256, 512] as const) {
			for (let top = 0; top < 11; top += 1) {
				const tiled = { ...WORLD, tileSize };
				expect(countTiles(tiled, BANK, top)).toBe(names(tiled, BANK, top).length);
			}
		}
		expect(countTiles({ ...WORLD, tileSize: 256 }, BANK, 9)).toBe(countTiles(WORLD, BANK, 10));
	});

	test('[P3] neither outside the zooms nor outside the extent of the source', () => {
		const tiled = { ...WORLD, minZoom: 3, maxZoom: 4 };
		expect(new Set([...tilesOf(tiled, BANK, 9)].map(({ z }) => z))).toEqual(new Set([3, 4]));
		expect(countTiles({ ...WORLD, extent: [10, 54, 12, 56] }, BANK, 9)).toBe(0);
		const half = { ...WORLD, extent: [2, 50, 12, 60] } as const;
		expect(countTiles(half, BANK, 9)).toBeLessThan(countTiles(WORLD, BANK, 9));
	});

	test('[P4] across 180° both sides are taken, and nothing of what lies between', () => {
		const tiles = [...tilesOf(WORLD, [179, -18, -179, -17], 8)].filter(({ z }) => z === 8);
		expect(new Set(tiles.map(({ x }) => x))).toEqual(new Set([255, 0]));
	});

	test('[P5] an edge on the border of tiles does not take the next one; poles end the world', () => {
		expect(names(WORLD, [0, 0, 90, 66], 2).filter((name) => name.startsWith('2/'))).toEqual([
			'2/2/1'
		]);
		expect(names(WORLD, [-180, -90, 180, 90], 1)).toHaveLength(5);
	});

	test('[P6] samples are tiles of the nearest zoom, each once', () => {
		const planned = new Set(names(WORLD, BANK, 10));
		const samples = sampleTiles(WORLD, BANK, 10);
		expect(samples).toHaveLength(3);
		for (const { z, x, y } of samples) expect(planned).toContain(`${z}/${x}/${y}`);
		expect(sampleTiles(WORLD, BANK, 0)).toHaveLength(1);
	});
});

describe('what a frame on the map holds', () => {
	const camera = { center: [0, 0], zoom: 0, bearing: 0, pitch: 0 } as const;
	const size = [512, 512] as const;

	test('[P7] half of the map is half of the world', () => {
		const frame = { left: 128, top: 128, width: 256, height: 256 };
		const [west, south, east, north] = extentOfFrame(camera, size, frame);
		expect([west, east]).toEqual([-90, 90]);
		// Web Mercator's y = π/2.
		expect(north).toBeCloseTo(66.513_26, 4);
		expect(south).toBeCloseTo(-66.513_26, 4);
	});

	test('[P8] a turned map is framed by what lies around; one across 180° has east < west', () => {
		const frame = { left: 192, top: 224, width: 128, height: 64 };
		const [west, , east] = extentOfFrame({ ...camera, bearing: 90 }, size, frame);
		expect(east - west).toBeCloseTo(45, 6);
		const turned = extentOfFrame({ ...camera, center: [180, 0] }, size, frame);
		expect(turned[0]).toBeCloseTo(135, 6);
		expect(turned[2]).toBeCloseTo(-135, 6);
	});
});

import { expect, test } from 'vitest';
import { degreeBox, HALF, latitude, mercatorBox, mercatorOf, rowsOfDegrees } from './tile-box.ts';

test('[B1] boxes of tiles', () => {
	expect(mercatorBox({ z: 0, x: 0, y: 0 })).toEqual([-HALF, -HALF, HALF, HALF]);
	expect(HALF).toBeCloseTo(20037508.342789244, 6);
	const [west, south, east, north] = degreeBox(mercatorBox({ z: 5, x: 16, y: 10 }));
	expect(west).toBeCloseTo(0, 9);
	expect(east).toBeCloseTo(11.25, 9);
	expect(south).toBeCloseTo(48.9225, 4);
	expect(north).toBeCloseTo(55.7766, 4);
});

test('[B2] there and back', () => {
	const [x, y] = mercatorOf([11, 56]);
	expect((x / HALF) * 180).toBeCloseTo(11, 9);
	expect(latitude(y)).toBeCloseTo(56, 9);
});

test('[B3] rows of a picture in degrees: the edges stay, the middle is where its latitude is', () => {
	const box = mercatorBox({ z: 2, x: 2, y: 1 });
	const rows = rowsOfDegrees(box, { height: 512, sourceHeight: 1024 });
	expect(rows[0]).toBe(0);
	expect(rows[511]).toBeGreaterThan(1020);
	const [, south, , north] = degreeBox(box);
	const lat = latitude((box[1] + box[3]) / 2);
	expect(rows[256]).toBeCloseTo(((north - lat) / (north - south)) * 1024, -1);
	expect(rows.every((row, i) => i === 0 || row >= (rows[i - 1] ?? 0))).toBe(true);
});

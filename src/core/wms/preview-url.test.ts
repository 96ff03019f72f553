import { expect, test } from 'vitest';
import { wmsConfigSchema } from '../layer/source-config.ts';
import { previewUrl } from './preview-url.ts';

const size = { width: 160, height: 120 };
const boxOf = (config: object) => {
	const whole = { url: 'https://sea.example/wms', layers: 'depth', ...config };
	const url = new URL(previewUrl(wmsConfigSchema.parse(whole), size));
	expect([url.searchParams.get('WIDTH'), url.searchParams.get('HEIGHT')]).toEqual(['160', '120']);
	return (url.searchParams.get('BBOX') ?? '').split(',').map(Number);
};

test('a picture of the extent, in the middle of it and not stretched', () => {
	const [west = 0, south = 0, east = 0, north = 0] = boxOf({
		bounds: [
			[0, 50],
			[10, 60]
		]
	});
	expect((west + east) / 2).toBeCloseTo(556_597.45, 1);
	expect((east - west) / (north - south)).toBeCloseTo(160 / 120, 6);
	// 50° and 60° north in EPSG:3857.
	expect(south).toBeCloseTo(6_446_275.84, 1);
	expect(north).toBeCloseTo(8_399_737.89, 1);
});

test('without an extent the whole world', () => {
	const [west = 0, , east = 0] = boxOf({});
	expect(west).toBeLessThanOrEqual(-20_037_508);
	expect(east).toBeGreaterThanOrEqual(20_037_508);
});

test('in degrees with latitude first, where 1.3.0 says so', () => {
	const bounds = [
		[-20, 40],
		[20, 60]
	];
	expect(boxOf({ bounds, crs: 'EPSG:4326', version: '1.3.0' })).toEqual([35, -20, 65, 20]);
	expect(boxOf({ bounds, crs: 'EPSG:4326', version: '1.1.1' })).toEqual([-20, 35, 20, 65]);
	expect(boxOf({ crs: 'CRS:84', version: '1.3.0' })).toEqual([-120, -90, 120, 90]);
	expect(boxOf({ bounds, crs: 'CRS:84', version: '1.3.0' })).toEqual([-20, 35, 20, 65]);
});

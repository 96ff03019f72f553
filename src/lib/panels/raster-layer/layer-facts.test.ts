import { expect, test } from 'vitest';
import { doiHref, pageHref, sourceOf } from './layer-facts.ts';
import { configExtent } from './raster-extent.ts';

test.each([
	['10.5067/GHGMR-4FJ04', 'https://doi.org/10.5067/GHGMR-4FJ04'],
	['doi:10.48670/moi-00016', 'https://doi.org/10.48670/moi-00016'],
	['https://doi.org/10.5285/e0f0bb80', 'https://doi.org/10.5285/e0f0bb80'],
	['10.1000/a"b<c>', 'https://doi.org/10.1000/a%22b%3Cc%3E'],
	['javascript:alert(1)', undefined],
	['', undefined],
	[undefined, undefined]
])('[I1] DOI %o', (doi, href) => expect(doiHref(doi)).toBe(href));

test.each([
	['https://www.gebco.net', 'https://www.gebco.net/'],
	['javascript:alert(1)', undefined],
	['www.gebco.net', undefined]
])('[I2] page %o', (url, href) => expect(pageHref(url)).toBe(href));

test('[I3] where a layer comes from', () => {
	const wms = { url: 'https://a.example/wms', layers: 'depth', attribution: 'EMODnet' };
	expect(sourceOf({ sourceType: 'wms', sourceConfig: wms })).toEqual({
		address: 'https://a.example/wms',
		layers: 'depth',
		attribution: 'EMODnet'
	});
	const tiles = { delivery: 'tiles', cogUrlTemplate: 'https://a.example/{YYYYMM}.tif' };
	expect(sourceOf({ sourceType: 'geotiff', sourceConfig: tiles }).address).toBe(
		'https://a.example/{YYYYMM}.tif'
	);
	expect(sourceOf({ sourceType: 'geotiff', sourceConfig: 'nonsense' })).toEqual({});
});

test('[I4] bounds as an extent, and nothing where they are none', () => {
	expect(
		configExtent({
			bounds: [
				[2, 51],
				[8, 56]
			]
		})
	).toEqual([2, 51, 8, 56]);
	for (const bounds of [
		[
			[8, 51],
			[2, 56]
		],
		[[2, 51]],
		'all',
		null
	]) {
		expect(configExtent({ bounds })).toBeUndefined();
	}
	expect(configExtent(null)).toBeUndefined();
});

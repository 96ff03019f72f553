import { expect, test } from 'vitest';
import { nameFromAddress, readRasterAddress } from './raster-address.ts';

test.each([
	['', { kind: 'empty' }],
	['depth.tif', { kind: 'not-an-address' }],
	['ftp://a.example/depth.tif', { kind: 'not-an-address' }],
	['https://a.example/a b.tif', { kind: 'not-an-address' }],
	[' https://a.example/depth.tif ', { kind: 'file', url: 'https://a.example/depth.tif' }],
	[
		'https://a.example/{year}/{MM}/sst_{YYYYMM}.tif',
		{ kind: 'series', template: 'https://a.example/{year}/{MM}/sst_{YYYYMM}.tif' }
	],
	['https://a.example/{week}.tif', { kind: 'unknown-place', list: ['{week}'] }],
	['https://a.example/{YYYY.tif', { kind: 'unknown-place', list: ['{'] }]
])('[R1] %o', (text, address) => expect(readRasterAddress(text)).toEqual(address));

test.each([
	['https://a.example/x/north_sea_depth.tif?token=1', 'north sea depth'],
	['https://a.example/chlor_a_{YYYYMM}.tif', 'chlor a'],
	['https://a.example/', '']
])('[R2] a name from %s', (address, name) => expect(nameFromAddress(address)).toBe(name));

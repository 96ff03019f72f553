import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyGeometry } from '../testing/geometries.ts';
import { fromTwkb } from './from-twkb.ts';
import { mapPositions } from './map-positions.ts';
import { toTwkb } from './to-twkb.ts';
import type { Geometry } from './types.ts';

function hex(bytes: Uint8Array): string {
	return Buffer.from(bytes).toString('hex');
}

describe('TWKB', () => {
	test('[T1] every geometry comes back as it went in', () => {
		fc.assert(
			fc.property(anyGeometry(), (geometry) => {
				expect(fromTwkb(toTwkb(geometry))).toEqual({ ok: true, value: geometry });
			})
		);
	});

	test('[T2] the longest steps there are: from one end of the world to the other, and back', () => {
		const line: Geometry = {
			type: 'LineString',
			coordinates: [
				[-180, -90],
				[180, 90],
				[-180, 90],
				[179.9999999, -89.9999999]
			]
		};
		expect(fromTwkb(toTwkb(line))).toEqual({ ok: true, value: line });
	});

	/** `select encode(ST_AsTWKB(geometry, 7, 2), 'hex')`, PostGIS 3.6. */
	test.each<[string, Geometry]>([
		['e10080e1eb1780a9e08704', { type: 'Point', coordinates: [2.5, 54.5] }],
		[
			'e208090280e1eb1780a9e08704911380ade20480ade204f613',
			{
				type: 'LineString',
				coordinates: [
					[2.5, 54.5, -12.25],
					[3, 55, 0.5]
				]
			}
		],
		[
			'e400' + '0280dac40980b48913ffe7922680b48913',
			{
				type: 'MultiPoint',
				coordinates: [
					[1, 2],
					[-3, 4]
				]
			}
		],
		[
			'e600020104000080dac409000080dac409ffd9c409ffd9c409' +
				'0104ffc7ceb40dffa3a7da0680909de91a000080c8ceb40dff8f9de91affc7ceb40d',
			{
				type: 'MultiPolygon',
				coordinates: [
					[
						[
							[0, 0],
							[1, 0],
							[1, 1],
							[0, 0]
						]
					],
					[
						[
							[-180, -90],
							[180, -90],
							[180, 90],
							[-180, -90]
						]
					]
				]
			}
		],
		[
			'e70002e10080dac40980b48913e20002000080dac40980dac409',
			{
				type: 'GeometryCollection',
				geometries: [
					{ type: 'Point', coordinates: [1, 2] },
					{
						type: 'LineString',
						coordinates: [
							[0, 0],
							[1, 1]
						]
					}
				]
			}
		]
	])('[T3] %s is what PostGIS writes too', (written, geometry) => {
		expect(hex(toTwkb(geometry))).toBe(written);
		expect(fromTwkb(Buffer.from(written, 'hex'))).toEqual({ ok: true, value: geometry });
	});

	test('[T4] reads what else TWKB may carry: precision, measures, boxes, sizes and ids', () => {
		// POINT(1 2) at precision 0.
		expect(fromTwkb(Uint8Array.of(0x01, 0x00, 2, 4))).toEqual({
			ok: true,
			value: { type: 'Point', coordinates: [1, 2] }
		});
		// POINT ZM(1 2 3 4): the measure is dropped.
		expect(fromTwkb(Uint8Array.of(0x01, 0x08, 0b11, 2, 4, 6, 8))).toEqual({
			ok: true,
			value: { type: 'Point', coordinates: [1, 2, 3] }
		});
		// With its size and its box.
		expect(fromTwkb(Uint8Array.of(0x01, 0x03, 6, 2, 0, 4, 0, 2, 4))).toEqual({
			ok: true,
			value: { type: 'Point', coordinates: [1, 2] }
		});
		// MULTIPOINT of two with an id list.
		expect(fromTwkb(Uint8Array.of(0x04, 0x04, 2, 10, 12, 2, 4, 2, 2))).toEqual({
			ok: true,
			value: {
				type: 'MultiPoint',
				coordinates: [
					[1, 2],
					[2, 3]
				]
			}
		});
		// Precision -1: tens of degrees.
		expect(fromTwkb(Uint8Array.of(0x11, 0x00, 2, 4))).toEqual({
			ok: true,
			value: { type: 'Point', coordinates: [10, 20] }
		});
	});

	test('[T5] a forged count asks for no memory', () => {
		for (const type of [2, 3, 4, 5, 6, 7]) {
			const forged = Uint8Array.of(0xe0 | type, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f, 0, 0);
			expect(fromTwkb(forged)).toEqual({ ok: false, reason: 'not-twkb' });
		}
	});

	test('[T6] collections within collections end somewhere', () => {
		const nested = [...Array<number[]>(100).fill([0xe7, 0x00, 1]).flat(), 0xe1, 0x00, 2, 2];
		expect(fromTwkb(Uint8Array.from(nested))).toEqual({ ok: false, reason: 'not-twkb' });
	});

	test('[T7] bytes of any kind are read or refused, never thrown at the caller', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
				expect(() => fromTwkb(bytes)).not.toThrow();
			}),
			{ numRuns: 2000 }
		);
	});

	test('[T8] a geometry that was cut short or has more behind it is refused', () => {
		fc.assert(
			fc.property(anyGeometry(), fc.nat(), (geometry, cut) => {
				const bytes = toTwkb(geometry);
				const short = bytes.slice(0, cut % bytes.length);
				expect(fromTwkb(short).ok).toBe(false);
				expect(fromTwkb(Uint8Array.of(...bytes, 0)).ok).toBe(false);
			})
		);
	});

	test('[T9] fewer decimals round to them, for ghosts', () => {
		fc.assert(
			fc.property(anyGeometry(), (geometry) => {
				const read = fromTwkb(toTwkb(geometry, 5));
				const rounded = mapPositions(geometry, ([lng, lat, ...rest]) => [
					round5(lng),
					round5(lat),
					...rest
				]);
				expect(read).toEqual({ ok: true, value: rounded });
			})
		);
	});
});

/** Halves away from zero, without a negative zero. */
function round5(degrees: number): number {
	return (Math.sign(degrees) * Math.round(Math.abs(degrees) * 1e5)) / 1e5 + 0;
}

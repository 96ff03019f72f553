import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatCoordinates, wrapLongitude } from './format-coordinates.ts';
import { parseCoordinates } from './parse-coordinates.ts';

describe('coordinates in words', () => {
	test.each<[[number, number], string, string]>([
		[[2.5, 54.5], '54.50000° N, 2.50000° E', '54°30.00′N 002°30.00′E'],
		[[-70.25, -33.125], '33.12500° S, 70.25000° W', '33°07.50′S 070°15.00′W'],
		[[0, 0], '0.00000° N, 0.00000° E', '00°00.00′N 000°00.00′E'],
		[[-0.000001, -0.000001], '0.00000° N, 0.00000° E', '00°00.00′S 000°00.00′W'],
		[[9.99999, 9.99999], '9.99999° N, 9.99999° E', '10°00.00′N 010°00.00′E'],
		[[185, 10], '10.00000° N, 175.00000° W', '10°00.00′N 175°00.00′W']
	])('[C1] %j', (place, decimal, minutes) => {
		expect(formatCoordinates(place, 'decimal-degrees')).toBe(decimal);
		expect(formatCoordinates(place, 'degrees-minutes')).toBe(minutes);
	});

	test('[C2] never writes sixty minutes', () => {
		expect(formatCoordinates([0, 59.99999], 'degrees-minutes', 1)).toBe('60°00.0′N 000°00.0′E');
	});

	test('[C3] what was written is read back to the last decimal', () => {
		const place = fc.tuple(
			fc.double({ min: -179.99, max: 180, noNaN: true }),
			fc.double({ min: -90, max: 90, noNaN: true })
		);
		fc.assert(
			fc.property(place, fc.constantFrom('decimal-degrees', 'degrees-minutes'), (at, form) => {
				const read = parseCoordinates(formatCoordinates(at, form));
				if (!read.ok) throw new Error(read.reason);
				const error = form === 'decimal-degrees' ? 0.5e-5 : 0.005 / 60;
				expect(Math.abs(read.value[0] - at[0])).toBeLessThanOrEqual(error * 1.01);
				expect(Math.abs(read.value[1] - at[1])).toBeLessThanOrEqual(error * 1.01);
			})
		);
	});

	test.each([
		['54.5 2.5', [2.5, 54.5]],
		['54.5, 2.5', [2.5, 54.5]],
		['54.5,2.5', [2.5, 54.5]],
		['54,5; 2,5', [2.5, 54.5]],
		['54,5 2,5', [2.5, 54.5]],
		['-33.125 -70.25', [-70.25, -33.125]],
		['54°30′N 2°30′E', [2.5, 54.5]],
		["N54°30.0' E2°30.0'", [2.5, 54.5]],
		['54°30′00″N, 002°30′00″W', [-2.5, 54.5]],
		['2.5E 54.5N', [2.5, 54.5]],
		['57°30′N 11°45′Ö', [11.75, 57.5]],
		['57°30′N 11°45′V', [-11.75, 57.5]]
	])('[C4] reads %s', (text, place) => {
		expect(parseCoordinates(text)).toEqual({ ok: true, value: place });
	});

	test.each(['', 'Göteborg', '54.5', '54.5 2.5 7', "54°70'N 2°E", '54N 2N', '1'.repeat(5000)])(
		'[C5] refuses %s',
		(text) => {
			expect(parseCoordinates(text)).toEqual({ ok: false, reason: 'not-coordinates' });
		}
	);

	test.each(['95 10', '10 181', '91N 0E'])('[C6] %s is nowhere', (text) => {
		expect(parseCoordinates(text)).toEqual({ ok: false, reason: 'out-of-range' });
	});

	test('[C7] longitudes wrap to −180 (not itself) … 180', () => {
		expect([0, 180, -180, 181, 540, -190, 3600].map(wrapLongitude)).toEqual([
			0, 180, 180, -179, 180, 170, 0
		]);
	});
});

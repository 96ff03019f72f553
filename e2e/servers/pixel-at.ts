import { inflateSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import type { Rgb } from './png.ts';

/** Screens and pictures round in their own ways. */
const NEAR = 6;

export function isNear(one: Rgb, other: Rgb): boolean {
	return one.every((part, i) => Math.abs(part - (other[i] ?? -99)) <= NEAR);
}

/** The colour that a person sees at a pixel of the page: from a screenshot of that pixel. */
export async function pixelAt(page: Page, [x, y]: readonly [number, number]): Promise<Rgb> {
	const clip = { x: Math.round(x), y: Math.round(y), width: 1, height: 1 };
	const picture = await page.screenshot({ clip, animations: 'allow' });
	const parts: Buffer[] = [];
	for (let at = 8; at < picture.length;) {
		const length = picture.readUInt32BE(at);
		const type = picture.toString('latin1', at + 4, at + 8);
		if (type === 'IDAT') parts.push(picture.subarray(at + 8, at + 8 + length));
		at += length + 12;
	}
	// One row of one pixel: a byte for the filter, which then has nothing to refer to.
	const [, red = 0, green = 0, blue = 0] = inflateSync(Buffer.concat(parts));
	return [red, green, blue];
}

import { fromTwkb } from '#core/geometry/from-twkb.ts';
import { extentOf } from '#core/geometry/extent-of.ts';
import { simplifyLine, simplifyRing } from '#core/geometry/simplify-line.ts';
import { toTwkb } from '#core/geometry/to-twkb.ts';
import type { Geometry } from '#core/geometry/types.ts';
import { pathsOf, withPath } from '#core/geometry/vertices.ts';

/** Characters that a ghost may have on the wire (core/wire/presence.ts). */
const MOST_CHARACTERS = 1400;
const DECIMALS = 5;
/** Each try is coarser by this factor; after the last the ghost is left out. */
const COARSER = 4;
const TRIES = 8;

/**
 * A shape as others see it while it is drawn: TWKB at 5 decimals (1 m), base64, made simpler until it
 * fits. `undefined` when even that is too much, as for hundreds of islands.
 */
export function toGhostShape(geometry: Geometry): string | undefined {
	let tolerance = 0;
	for (let i = 0; i < TRIES; i++) {
		const text = base64(
			toTwkb(tolerance === 0 ? geometry : simplified(geometry, tolerance), DECIMALS)
		);
		if (text.length <= MOST_CHARACTERS) return text;
		tolerance = tolerance === 0 ? firstTolerance(geometry) : tolerance * COARSER;
	}
	return undefined;
}

/** Bytes from other people: anything may come. */
export function fromGhostShape(text: string): Geometry | undefined {
	try {
		const read = fromTwkb(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)));
		return read.ok ? read.value : undefined;
	} catch {
		return undefined;
	}
}

/** A two-thousandth of the shape: not seen on a screen that holds it whole. */
function firstTolerance(geometry: Geometry): number {
	const [west, south, east, north] = extentOf([geometry]) ?? [0, 0, 0, 0];
	return Math.max(east - west, north - south) / 2000 || 1e-5;
}

function simplified(geometry: Geometry, toleranceDegrees: number): Geometry {
	return pathsOf(geometry).reduce((shape, { at, positions, closed, edges }) => {
		if (!edges) return shape;
		const simplify = closed ? simplifyRing : simplifyLine;
		return withPath(shape, at, simplify(positions, toleranceDegrees));
	}, geometry);
}

function base64(bytes: Uint8Array): string {
	return btoa(String.fromCharCode(...bytes));
}

import { LIMITS } from '#core/doc/limits.ts';
import { eachPosition } from '#core/geometry/each-position.ts';
import { measureGeometry } from '#core/geometry/measure-geometry.ts';
import { parseGeometry } from '#core/geometry/parse-geometry.ts';
import { settleLongitudes } from '#core/geometry/settle-longitudes.ts';
import type { Geometry } from '#core/geometry/types.ts';
import { ok, refuse, type Parsed } from '#core/util/parsed.ts';

export type ShapeRefusal = 'crosses-date-line' | 'not-a-shape' | 'too-many-vertices';

/**
 * A shape as drawn on the map → a geometry as documents keep it: longitudes in ±180, 7 decimals, and
 * some extent. Nothing is written that the server's gate would refuse.
 */
export function settleShape(drawn: Geometry): Parsed<Geometry, ShapeRefusal> {
	const settled = settleLongitudes(drawn);
	if (!settled.ok) return settled;
	const parsed = parseGeometry(settled.value);
	if (!parsed.ok || isFlat(parsed.value.geometry)) return refuse('not-a-shape');
	let vertices = 0;
	eachPosition(parsed.value.geometry, () => vertices++);
	if (vertices > LIMITS.verticesPerFeature) return refuse('too-many-vertices');
	return ok(parsed.value.geometry);
}

/** A line without length, an area without inside: a double click where one was meant. */
function isFlat(geometry: Geometry): boolean {
	const { lengthMetres, areaSquareMetres } = measureGeometry(geometry);
	return lengthMetres === 0 || (areaSquareMetres !== null && areaSquareMetres < 1e-3);
}

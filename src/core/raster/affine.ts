/** `x = a·col + b·row + c`, `y = d·col + e·row + f`, as `[a, b, c, d, e, f]`. */
export type Affine = readonly [number, number, number, number, number, number];

export function apply([a, b, c, d, e, f]: Affine, x: number, y: number): readonly [number, number] {
	return [a * x + b * y + c, d * x + e * y + f];
}

/** `undefined`: everything would fall on a line. */
export function invert([a, b, c, d, e, f]: Affine): Affine | undefined {
	const determinant = a * e - b * d;
	if (!Number.isFinite(determinant) || determinant === 0) return undefined;
	const [ia, ib, id, ie] = [e / determinant, -b / determinant, -d / determinant, a / determinant];
	return [ia, ib, -(ia * c + ib * f), id, ie, -(id * c + ie * f)];
}

/** Moves the origin by so many pixels: half a pixel back where a position stands for a centre. */
export function shifted(affine: Affine, columns: number, rows: number): Affine {
	const [a, b, , d, e] = affine;
	const [c, f] = apply(affine, columns, rows);
	return [a, b, c, d, e, f];
}

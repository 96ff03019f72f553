/** Decimals of a degree that are kept: 1e-7° is 1.1 cm at the equator (design.md §2). */
export const DECIMALS = 7;
const SCALE = 10 ** DECIMALS;

/**
 * Degrees → whole units of the last of `decimals`, 1e-7 degrees unless said otherwise. Halves round
 * away from zero, as PostGIS does.
 */
export function toUnits(degrees: number, decimals = DECIMALS): number {
	const units = Math.round(Math.abs(degrees) * 10 ** decimals);
	return degrees < 0 && units !== 0 ? -units : units;
}

/** Whole units of 1e-7 degrees → degrees: the double nearest to that decimal number. */
export function fromUnits(units: number): number {
	return units / SCALE;
}

export function roundDegrees(degrees: number): number {
	return fromUnits(toUnits(degrees));
}

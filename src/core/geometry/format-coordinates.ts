/** How a place is written. Decimal degrees, or degrees and minutes as on a chart. */
export type CoordinateForm = 'decimal-degrees' | 'degrees-minutes';

/**
 * `[lng, lat]` → `54.50000° N, 2.50000° E` or `54°30.00′N 002°30.00′E`. `decimals` are those of a
 * degree or of a minute. Longitudes beyond ±180 are brought back.
 */
export function formatCoordinates(
	[lng, lat]: readonly [number, number],
	form: CoordinateForm,
	decimals = form === 'decimal-degrees' ? 5 : 2
): string {
	const wrapped = wrapLongitude(lng);
	if (form === 'decimal-degrees') {
		const north = Math.abs(lat).toFixed(decimals);
		const east = Math.abs(wrapped).toFixed(decimals);
		return `${north}° ${hemisphere(lat, 'NS', north)}, ${east}° ${hemisphere(wrapped, 'EW', east)}`;
	}
	const north = degreesMinutes(lat, 2, decimals);
	const east = degreesMinutes(wrapped, 3, decimals);
	return `${north}${lat < 0 ? 'S' : 'N'} ${east}${wrapped < 0 ? 'W' : 'E'}`;
}

/** Brings a longitude into −180 (not itself) … 180. */
export function wrapLongitude(lng: number): number {
	const turned = ((((lng + 180) % 360) + 360) % 360) - 180;
	return turned === -180 ? 180 : turned;
}

/** Rounded as a whole, so that 59.999′ becomes the next degree and never 60.00′. */
function degreesMinutes(degrees: number, digits: number, decimals: number): string {
	const scale = 10 ** decimals;
	const units = Math.round(Math.abs(degrees) * 60 * scale);
	const whole = Math.floor(units / (60 * scale));
	const minutes = ((units - whole * 60 * scale) / scale).toFixed(decimals);
	const width = decimals > 0 ? decimals + 3 : 2;
	return `${String(whole).padStart(digits, '0')}°${minutes.padStart(width, '0')}′`;
}

/** Zero has no side; it is written as north and east. */
function hemisphere(degrees: number, sides: 'NS' | 'EW', written: string): string {
	return sides.charAt(degrees < 0 && Number(written) !== 0 ? 1 : 0);
}

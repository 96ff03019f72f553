/** WGS 84. */
const SEMI_MAJOR_METRES = 6_378_137;
const FLATTENING = 1 / 298.257223563;
const E2 = FLATTENING * (2 - FLATTENING);
const E = Math.sqrt(E2);
const SEMI_MINOR_METRES = SEMI_MAJOR_METRES * (1 - FLATTENING);

export const RADIANS = Math.PI / 180;

/** Metres along the meridian per radian of latitude, and along the parallel per radian of longitude. */
export function metresPerRadian(latRadians: number): { north: number; east: number } {
	const sin = Math.sin(latRadians);
	const w = 1 - E2 * sin * sin;
	const prime = SEMI_MAJOR_METRES / Math.sqrt(w);
	return { north: (prime * (1 - E2)) / w, east: prime * Math.cos(latRadians) };
}

/** Area between the equator and a parallel in m² per radian of longitude; negative in the south. */
export function areaBelow(latRadians: number): number {
	const sin = Math.sin(latRadians);
	return (SEMI_MINOR_METRES ** 2 / 2) * (sin / (1 - E2 * sin * sin) + Math.atanh(E * sin) / E);
}

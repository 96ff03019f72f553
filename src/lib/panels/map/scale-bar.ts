/** A round length and its width on the screen. */
export interface ScaleBar {
	readonly metres: number;
	readonly pixels: number;
}

/** The longest of 1, 2, 5 × 10ⁿ metres that fits into `maxPixels`. */
export function scaleBar(metresPerPixel: number, maxPixels: number): ScaleBar {
	const most = metresPerPixel * maxPixels;
	const power = 10 ** Math.floor(Math.log10(most));
	const metres = ([5, 2, 1].find((digit) => digit * power <= most) ?? 1) * power;
	return { metres, pixels: metres / metresPerPixel };
}

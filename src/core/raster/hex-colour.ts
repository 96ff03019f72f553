/** A colour of a table of RGBA bytes as `#rrggbb`, or with its opacity as `#rrggbbaa`. */
export function hexColour(
	colours: Uint8Array | Uint8ClampedArray,
	index: number,
	{ withOpacity = false } = {}
): string {
	const parts = colours.subarray(index * 4, index * 4 + (withOpacity ? 4 : 3));
	return `#${Array.from(parts, (part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** Turns luminance and colour differences into red, green and blue, in place (JPEG's own weights). */
export function mixYCbCr(bands: readonly (Float32Array | Float64Array)[]): void {
	const [first, second, third] = bands;
	if (first === undefined || second === undefined || third === undefined) return;
	for (let i = 0; i < first.length; i++) {
		const y = first[i] ?? 0;
		const cb = (second[i] ?? 128) - 128;
		const cr = (third[i] ?? 128) - 128;
		first[i] = byte(y + 1.402 * cr);
		second[i] = byte(y - 0.344136 * cb - 0.714136 * cr);
		third[i] = byte(y + 1.772 * cb);
	}
}

function byte(value: number): number {
	return Math.min(255, Math.max(0, Math.round(value)));
}

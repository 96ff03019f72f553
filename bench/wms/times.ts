/** Times of the scrub, and the colour that the service draws each in. */
export const TIMES = 61;

export function timeOf(index: number): string {
	return new Date(Date.UTC(2024, 0, 1 + index)).toISOString().slice(0, 10);
}

export function colourOf(index: number): readonly [number, number, number] {
	return [4 * index, 250 - 4 * index, index % 2 === 0 ? 200 : 60];
}

const DARK = '#10181f';
const LIGHT = '#ffffff';

/** Dark or light writing, whichever reads better on a `#rrggbb` ground (WCAG 2 contrast). */
export function inkOn(ground: string): string {
	const own = luminance(ground);
	const withLight = (1 + 0.05) / (own + 0.05);
	const withDark = (own + 0.05) / (luminance(DARK) + 0.05);
	return withLight >= 4.5 || withLight >= withDark ? LIGHT : DARK;
}

function luminance(color: string): number {
	const [red, green, blue] = [1, 3, 5].map((at) => linear(parseInt(color.slice(at, at + 2), 16)));
	return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

function linear(channel: number): number {
	const share = channel / 255;
	return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

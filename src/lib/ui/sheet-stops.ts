/** Where the bottom sheet of a phone can stand. */
export const SHEET_STOPS = ['peek', 'half', 'full'] as const;
export type SheetStop = (typeof SHEET_STOPS)[number];

/** CSS height of each stop. The safe area is added by the sheet itself. */
export const STOP_HEIGHTS: Readonly<Record<SheetStop, string>> = {
	peek: '3.75rem',
	half: '46dvh',
	full: 'calc(100dvh - 4rem)'
};

/** The stop whose height is nearest, after a drag; a quick flick goes one further. */
export function nearestStop(
	height: number,
	options: { readonly heights: readonly number[]; readonly velocity: number }
): SheetStop {
	const aim = height + options.velocity * 120;
	let best: SheetStop = 'peek';
	let distance = Infinity;
	for (const [i, stop] of SHEET_STOPS.entries()) {
		const away = Math.abs((options.heights[i] ?? 0) - aim);
		if (away < distance) [best, distance] = [stop, away];
	}
	return best;
}

export function nextStop(stop: SheetStop, by: 1 | -1): SheetStop {
	return SHEET_STOPS[SHEET_STOPS.indexOf(stop) + by] ?? stop;
}

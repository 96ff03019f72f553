import { getLocale } from '#lib/paraglide/runtime.js';

/** Three figures that matter, in the reader's way of writing numbers. */
function number(value: number): string {
	return new Intl.NumberFormat(getLocale(), {
		maximumSignificantDigits: value >= 1000 ? 4 : 3
	}).format(value);
}

/** "540 m", "12.4 km". */
export function lengthText(metres: number): string {
	return metres < 1000 ? `${number(Math.round(metres))} m` : `${number(metres / 1000)} km`;
}

/** "8,200 m²", "34.5 ha", "812 km²". */
export function areaText(squareMetres: number): string {
	if (squareMetres < 10_000) return `${number(Math.round(squareMetres))} m²`;
	if (squareMetres < 1_000_000) return `${number(squareMetres / 10_000)} ha`;
	return `${number(squareMetres / 1_000_000)} km²`;
}

/** A share of one as "25 %". */
export function percentText(share: number): string {
	return new Intl.NumberFormat(getLocale(), { style: 'percent' }).format(share);
}

export function countText(count: number): string {
	return new Intl.NumberFormat(getLocale()).format(count);
}

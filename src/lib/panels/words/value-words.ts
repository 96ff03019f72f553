import { getLocale } from '#lib/paraglide/runtime.js';

/** A value of data or a tick of a scale, in the reader's way of writing numbers; at most six figures. */
export function valueText(value: number): string {
	const size = Math.abs(value);
	const isExtreme = size !== 0 && (size < 1e-4 || size >= 1e7);
	return new Intl.NumberFormat(getLocale(), {
		maximumSignificantDigits: 6,
		...(isExtreme ? { notation: 'scientific' } : {})
	}).format(value);
}

/** "12.4 °C"; units that are a sign of their own stand close. */
export function valueWithUnit(value: number, unit: string): string {
	if (unit === '') return valueText(value);
	return unit === '%' || unit === '°'
		? `${valueText(value)}${unit}`
		: `${valueText(value)} ${unit}`;
}

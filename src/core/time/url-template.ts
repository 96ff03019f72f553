import { ok, refuse, type Parsed } from '../util/parsed.ts';

const PLACES: Readonly<Record<string, (iso: string) => string>> = {
	year: (iso) => iso.slice(0, 4),
	month: (iso) => iso.slice(5, 7),
	day: (iso) => iso.slice(8, 10),
	hour: (iso) => iso.slice(11, 13),
	YYYY: (iso) => iso.slice(0, 4),
	MM: (iso) => iso.slice(5, 7),
	DD: (iso) => iso.slice(8, 10),
	HH: (iso) => iso.slice(11, 13),
	YYYYMM: (iso) => iso.slice(0, 7).replaceAll('-', ''),
	YYYYMMDD: (iso) => iso.slice(0, 10).replaceAll('-', ''),
	'YYYY-MM-DD': (iso) => iso.slice(0, 10)
};

/** What may stand in braces in an address with times. */
export const TEMPLATE_PLACES: readonly string[] = Object.keys(PLACES);

/** Braces that are none of ours, in the order of the address; empty when it can be expanded. */
export function unknownPlaces(template: string): string[] {
	const inBraces = [...template.matchAll(/\{([^{}]*)\}/g)].map((found) => found[1] ?? '');
	const unknown = inBraces.filter((name) => !Object.hasOwn(PLACES, name));
	const rest = template.replaceAll(/\{[^{}]*\}/g, '');
	return /[{}]/.test(rest) ? [...unknown, rest.includes('{') ? '{' : '}'] : unknown;
}

/** The address for a time, in UTC: `sst_{YYYYMM}.tif` → `sst_202306.tif`. */
export function expandTemplate(template: string, ms: number): Parsed<string, 'unknown-place'> {
	if (unknownPlaces(template).length > 0) return refuse('unknown-place');
	const iso = new Date(ms).toISOString();
	return ok(template.replaceAll(/\{([^{}]*)\}/g, (_, name: string) => PLACES[name]?.(iso) ?? ''));
}

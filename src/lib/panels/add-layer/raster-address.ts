import { TEMPLATE_PLACES, unknownPlaces } from '#core/time/url-template.ts';

/** What a person gave as the place of a raster. */
export type RasterAddress =
	| { readonly kind: 'empty' }
	| { readonly kind: 'file'; readonly url: string }
	/** One file for each time. */
	| { readonly kind: 'series'; readonly template: string }
	| { readonly kind: 'not-an-address' }
	/** `list`: what stands in braces and is no time. */
	| { readonly kind: 'unknown-place'; readonly list: readonly string[] };

export function readRasterAddress(text: string): RasterAddress {
	const address = text.trim();
	if (address === '') return { kind: 'empty' };
	if (!/^https?:\/\/[^\s]+$/i.test(address) || !URL.canParse(address.replaceAll(/[{}]/g, ''))) {
		return { kind: 'not-an-address' };
	}
	if (!/[{}]/.test(address)) return { kind: 'file', url: address };
	const list = unknownPlaces(address);
	return list.length > 0
		? { kind: 'unknown-place', list: list.map(inBraces) }
		: { kind: 'series', template: address };
}

/** What may stand in braces, as it is written. */
export const KNOWN_PLACES: readonly string[] = TEMPLATE_PLACES.map(inBraces);

function inBraces(name: string): string {
	return name === '{' || name === '}' ? name : `{${name}}`;
}

/** "https://…/north_sea_depth.tif" → "north sea depth". */
export function nameFromAddress(address: string): string {
	const last = address.split(/[?#]/)[0]?.split('/').at(-1) ?? '';
	return last
		.replaceAll(/\{[^}]*\}/g, '')
		.replace(/\.(tiff?|geotiff)$/i, '')
		.replaceAll(/[_-]+/g, ' ')
		.trim();
}

import type { Extent } from '../geometry/types.ts';
import { readDimensions, type Dimensions } from './read-dimensions.ts';
import type { WmsAttribution, WmsLayer, WmsStyle } from './types.ts';
import { allNamed, attribute, find, isTrue, textAt, type XmlElement } from './xml.ts';

/** What a layer hands down to those in it (WMS 1.3.0, table 7). */
interface Inherited {
	readonly styles: readonly WmsStyle[];
	readonly crs: readonly string[];
	readonly extent?: Extent;
	readonly dimensions: Dimensions;
	readonly attribution?: WmsAttribution;
	readonly minScale?: number;
	readonly maxScale?: number;
}

const NOTHING: Inherited = { styles: [], crs: [], dimensions: new Map() };

/** Metres of a pixel as the standard takes it for scales. */
const PIXEL_METRES = 0.000_28;

/** A `Layer` element and all in it. `base` is what relative addresses are relative to. */
export function readLayer(element: XmlElement, base: string, from: Inherited = NOTHING): WmsLayer {
	const own = inherit(element, base, from);
	const name = textAt(element, 'Name');
	const { dimensions, ...rest } = own;
	return {
		...(name === '' ? {} : { name }),
		title: textAt(element, 'Title'),
		abstract: textAt(element, 'Abstract'),
		queryable: isTrue(attribute(element, 'queryable')),
		opaque: isTrue(attribute(element, 'opaque')),
		...rest,
		dimensions: [...dimensions.values()],
		layers: allNamed(element, 'Layer').map((layer) => readLayer(layer, base, own))
	};
}

function inherit(element: XmlElement, base: string, from: Inherited): Inherited {
	const extent = readExtent(element) ?? from.extent;
	const attribution = readAttribution(element, base) ?? from.attribution;
	return {
		styles: add(readStyles(element, base), from.styles, ({ name }) => name),
		crs: add(readCrs(element), from.crs, (code) => code),
		dimensions: readDimensions(element, from.dimensions),
		...(extent ? { extent } : {}),
		...(attribution ? { attribution } : {}),
		...readScales(element, from)
	};
}

/** Own ones first; those of the parent are added, never replaced. Shared where there are no own. */
function add<T>(own: readonly T[], inherited: readonly T[], key: (one: T) => string): readonly T[] {
	if (own.length === 0) return inherited;
	const known = new Set(own.map(key));
	return [...own, ...inherited.filter((one) => !known.has(key(one)))];
}

/** 1.1.1 allows several codes in one element, separated by spaces. */
function readCrs(element: XmlElement): string[] {
	const codes = [...allNamed(element, 'CRS'), ...allNamed(element, 'SRS')].flatMap(({ text }) =>
		text.trim().split(/\s+/)
	);
	return [...new Set(codes.filter((code) => code !== '').map((code) => code.toUpperCase()))];
}

function readStyles(element: XmlElement, base: string): WmsStyle[] {
	return allNamed(element, 'Style').map((style) => {
		const name = textAt(style, 'Name');
		const legendUrl = hrefAt(style, base, 'LegendURL', 'OnlineResource');
		return {
			name,
			title: textAt(style, 'Title') || name,
			...(legendUrl === undefined ? {} : { legendUrl })
		};
	});
}

function readAttribution(element: XmlElement, base: string): WmsAttribution | undefined {
	const attribution = find(element, 'Attribution');
	if (!attribution) return undefined;
	const url = hrefAt(attribution, base, 'OnlineResource');
	const title = textAt(attribution, 'Title') || (url ?? '');
	if (title === '') return undefined;
	return { title, ...(url === undefined ? {} : { url }) };
}

/** The address at the end of a path; made absolute, and only http or https. */
export function hrefAt(
	element: XmlElement,
	base: string,
	...path: readonly string[]
): string | undefined {
	const href = attribute(find(element, ...path), 'href')?.trim();
	if (href === undefined || href === '') return undefined;
	try {
		const url = new URL(href, base);
		return ['http:', 'https:'].includes(url.protocol) ? url.href : undefined;
	} catch {
		return undefined;
	}
}

function readExtent(element: XmlElement): Extent | undefined {
	const box = find(element, 'EX_GeographicBoundingBox');
	const latLon = find(element, 'LatLonBoundingBox');
	const sides = box
		? ['westBoundLongitude', 'southBoundLatitude', 'eastBoundLongitude', 'northBoundLatitude'].map(
				(side) => numberOf(textAt(box, side))
			)
		: ['minx', 'miny', 'maxx', 'maxy'].map((side) => numberOf(attribute(latLon, side)));
	const [west, south, east, north] = sides;
	if (west === undefined || south === undefined || east === undefined || north === undefined) {
		return undefined;
	}
	const extent = [clamp(west, 180), clamp(south, 90), clamp(east, 180), clamp(north, 90)] as const;
	// A box without a height says nothing (all zeros are a favourite).
	return extent[3] > extent[1] && extent[0] !== extent[2] ? extent : undefined;
}

function clamp(value: number, limit: number): number {
	return Math.max(-limit, Math.min(limit, value));
}

function readScales(
	element: XmlElement,
	from: Inherited
): Pick<Inherited, 'minScale' | 'maxScale'> {
	const hint = find(element, 'ScaleHint');
	const ofHint = (side: string): number | undefined => {
		const diagonal = numberOf(attribute(hint, side));
		return diagonal === undefined ? undefined : diagonal / Math.SQRT2 / PIXEL_METRES;
	};
	const min = numberOf(textAt(element, 'MinScaleDenominator')) ?? ofHint('min') ?? from.minScale;
	const max = numberOf(textAt(element, 'MaxScaleDenominator')) ?? ofHint('max') ?? from.maxScale;
	return {
		...(min !== undefined && min > 0 ? { minScale: min } : {}),
		// Zero is how some write "no limit"; as a limit it would hide the layer for ever.
		...(max !== undefined && max > 0 ? { maxScale: max } : {})
	};
}

export function numberOf(text: string | undefined): number | undefined {
	if (text === undefined || text.trim() === '') return undefined;
	const value = Number(text);
	return Number.isFinite(value) ? value : undefined;
}

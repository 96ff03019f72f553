import { ok, refuse, type Parsed } from '../util/parsed.ts';

export type CoordinatesRefusal = 'not-coordinates' | 'out-of-range';

/** Degrees, then minutes, then seconds, with or without their signs, and a side of the world. */
const NUMBER =
	/(?<sign>[-−])?(?<degrees>\d+(?:[.,]\d+)?)\s*°?\s*(?:(?<minutes>\d+(?:[.,]\d+)?)\s*['′’]\s*(?:(?<seconds>\d+(?:[.,]\d+)?)\s*["″”]\s*)?)?/u;
const HALF = new RegExp(
	`^\\s*(?<before>[NSEWÖOV])?\\s*${NUMBER.source}\\s*(?<after>[NSEWÖOV])?\\s*$`,
	'iu'
);

interface Half {
	readonly value: number;
	readonly axis: 'lat' | 'lng' | undefined;
}

/**
 * What a person types → `[lng, lat]`. Reads what `formatCoordinates` writes, `54.5 2.5`,
 * `54,5; 2,5`, `54°30′15″N 2°30′E`, `N54 30.5' E2 30'`. Without sides latitude comes first, as
 * people and charts write it. Swedish sides (Ö, V) are read too.
 */
export function parseCoordinates(text: string): Parsed<[number, number], CoordinatesRefusal> {
	for (const [left, right] of halves(text)) {
		const [a, b] = [parseHalf(left), parseHalf(right)];
		if (!a || !b) continue;
		const swapped = a.axis === 'lng' || b.axis === 'lat';
		if (swapped && (a.axis === 'lat' || b.axis === 'lng')) continue;
		const [lat, lng] = swapped ? [b.value, a.value] : [a.value, b.value];
		return Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? ok([lng, lat]) : refuse('out-of-range');
	}
	return refuse('not-coordinates');
}

/** Every way to cut the text in two, the plainest first. */
function* halves(text: string): Generator<[string, string]> {
	if (text.length > 100) return;
	for (const separator of [/;/u, /,(?!\d)/u, /\s+/u, /,/u, /(?<=[NSEWÖOV])/iu]) {
		const pieces = text.trim().split(separator);
		for (let i = 1; i < pieces.length; i++) {
			yield [pieces.slice(0, i).join(' '), pieces.slice(i).join(' ')];
		}
	}
}

function parseHalf(text: string): Half | undefined {
	const groups = HALF.exec(text)?.groups;
	if (!groups) return undefined;
	const minutes = toNumber(groups['minutes']);
	const seconds = toNumber(groups['seconds']);
	if (minutes >= 60 || seconds >= 60) return undefined;
	const side = (groups['before'] ?? groups['after'])?.toUpperCase();
	const size = toNumber(groups['degrees']) + minutes / 60 + seconds / 3600;
	const negative = groups['sign'] !== undefined || side === 'S' || side === 'W' || side === 'V';
	return { value: negative ? -size : size, axis: axisOf(side) };
}

function axisOf(side: string | undefined): Half['axis'] {
	if (side === undefined) return undefined;
	return side === 'N' || side === 'S' ? 'lat' : 'lng';
}

function toNumber(text: string | undefined): number {
	return text === undefined ? 0 : Number(text.replace(',', '.'));
}

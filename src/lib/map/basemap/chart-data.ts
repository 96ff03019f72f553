import type { Feature as GeoJsonFeature } from 'geojson';
import * as z from 'zod/mini';
import { fromTwkb } from '#core/geometry/from-twkb.ts';
import type { Geometry, Position, Ring } from '#core/geometry/types.ts';
import { SEA_NAMES } from './sea-names.ts';

/** Where the app keeps the chart; the service worker has it too. */
const FOLDER = '/basemap';

const countriesSchema = z.array(
	z.tuple([z.string(), z.string(), z.number(), z.number(), z.number()])
);

/** Land, coast and borders as features with `kind`; throws when the file can't be had. */
export async function loadWorld(detail: '50m' | '10m'): Promise<GeoJsonFeature[]> {
	const response = await fetch(`${FOLDER}/world-${detail}.twkb`);
	if (!response.ok) throw new Error(`chart ${detail}: ${response.status}`);
	const read = fromTwkb(new Uint8Array(await response.arrayBuffer()));
	if (!read.ok || read.value.type !== 'GeometryCollection') throw new Error(`chart ${detail}`);
	const [land, borders] = read.value.geometries;
	if (land?.type !== 'MultiPolygon' || !borders) throw new Error(`chart ${detail}`);
	return [
		...land.coordinates.flatMap((rings, i) => [
			feature(`land-${i}`, 'land', { type: 'Polygon', coordinates: rings }),
			feature(`coast-${i}`, 'coast', {
				type: 'MultiLineString',
				coordinates: rings.flatMap(coastOf)
			})
		]),
		feature('borders', 'border', borders)
	];
}

/** Names of seas and countries as points, each with the zoom `from` which it is shown. */
export async function loadNames(locale: string): Promise<GeoJsonFeature[]> {
	const swedish = locale.startsWith('sv');
	const seas = SEA_NAMES.map(([en, sv, lng, lat, from], i) =>
		name(`sea-${i}`, 'sea', { text: swedish ? sv : en, at: [lng, lat], from })
	);
	return [...seas, ...(await countryNames(locale))];
}

async function countryNames(locale: string): Promise<GeoJsonFeature[]> {
	const response = await fetch(`${FOLDER}/countries.json`);
	if (!response.ok) throw new Error(`chart names: ${response.status}`);
	const countries = countriesSchema.parse(await response.json());
	const names = new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' });
	return countries.map(([english, code, lng, lat, area], i) => {
		const text = (code === '' ? undefined : names.of(code)) ?? english;
		return name(`country-${i}`, 'country', { text, at: [lng, lat], from: countryFrom(area) });
	});
}

/** Zoom at which a country of that many 1,000 km² is large enough for its name. */
function countryFrom(area: number): number {
	return Math.max(1.6, Math.min(7, 6.6 - Math.log10(Math.max(area, 0.1)) * 1.35));
}

function name(
	id: string,
	kind: string,
	{ text, at, from }: { text: string; at: [number, number]; from: number }
): GeoJsonFeature {
	const geometry = { type: 'Point' as const, coordinates: at };
	return { type: 'Feature', geometry, properties: { id, kind, text, from } };
}

function feature(id: string, kind: string, geometry: Geometry): GeoJsonFeature {
	return {
		type: 'Feature',
		geometry: geometry as GeoJsonFeature['geometry'],
		properties: { id, kind }
	};
}

/** A ring without the edges that only close it along ±180° or the pole: those are no coast. */
function coastOf(ring: Ring): Position[][] {
	const lines: Position[][] = [];
	let line: Position[] = [];
	for (let i = 1; i < ring.length; i++) {
		const [a, b] = [ring[i - 1], ring[i]];
		if (!a || !b) continue;
		if (isCut(a) && isCut(b)) {
			if (line.length > 1) lines.push(line);
			line = [];
		} else {
			if (line.length === 0) line.push(a);
			line.push(b);
		}
	}
	if (line.length > 1) lines.push(line);
	return lines;
}

function isCut([lng, lat]: Position): boolean {
	return Math.abs(lng) >= 179.99 || lat <= -89.9;
}

/**
 * Makes the embedded chart, `static/basemap/`, from the npm package world-atlas (Natural Earth,
 * public domain). Its output is committed; run again when world-atlas changes:
 * `node scripts/build-basemap.ts`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { measureGeometry } from '../src/core/geometry/measure-geometry.ts';
import { parseGeometry } from '../src/core/geometry/parse-geometry.ts';
import { pointOnSurface } from '../src/core/geometry/point-on-surface.ts';
import { cutRing } from './cut-rings.ts';
import { simplifyLine, simplifyRing } from '../src/core/geometry/simplify-line.ts';
import { toTwkb } from '../src/core/geometry/to-twkb.ts';
import type { MultiLineString, MultiPolygon, Polygon } from '../src/core/geometry/types.ts';

type Atlas = Topology<{
	land: GeometryCollection;
	countries: GeometryCollection<{ name: string }>;
}>;

interface Detail {
	readonly source: '50m' | '10m';
	/** Degrees; world-atlas itself is quantised to 0.0036° at 10m. */
	readonly tolerance: number;
	readonly decimals: number;
}

const DETAILS: readonly Detail[] = [
	{ source: '50m', tolerance: 0.01, decimals: 2 },
	{ source: '10m', tolerance: 0.004, decimals: 3 }
];

const OUT = new URL('../static/basemap/', import.meta.url);
const require = createRequire(import.meta.url);

/** world-atlas abbreviates some names. */
const FULL_NAMES: Readonly<Record<string, string>> = {
	"Côte d'Ivoire": 'Côte d’Ivoire',
	'Cabo Verde': 'Cape Verde',
	'Saint Lucia': 'St. Lucia',
	'Saint Helena': 'St. Helena',
	'St-Martin': 'St. Martin',
	'St-Barthélemy': 'St. Barthélemy',
	'United States of America': 'United States',
	'Bosnia and Herz.': 'Bosnia & Herzegovina',
	'Central African Rep.': 'Central African Republic',
	'Dem. Rep. Congo': 'Congo - Kinshasa',
	Congo: 'Congo - Brazzaville',
	'Dominican Rep.': 'Dominican Republic',
	'Eq. Guinea': 'Equatorial Guinea',
	'Fr. Polynesia': 'French Polynesia',
	'Fr. S. Antarctic Lands': 'French Southern Territories',
	'Faeroe Is.': 'Faroe Islands',
	'Falkland Is.': 'Falkland Islands',
	'Solomon Is.': 'Solomon Islands',
	'Marshall Is.': 'Marshall Islands',
	'Cook Is.': 'Cook Islands',
	'Cayman Is.': 'Cayman Islands',
	'N. Mariana Is.': 'Northern Mariana Islands',
	'Turks and Caicos Is.': 'Turks & Caicos Islands',
	'U.S. Virgin Is.': 'U.S. Virgin Islands',
	'British Virgin Is.': 'British Virgin Islands',
	'Pitcairn Is.': 'Pitcairn Islands',
	'W. Sahara': 'Western Sahara',
	'S. Sudan': 'South Sudan',
	'S. Geo. and the Is.': 'South Georgia & South Sandwich Islands',
	'St. Kitts and Nevis': 'St. Kitts & Nevis',
	'St. Vin. and Gren.': 'St. Vincent & Grenadines',
	'St. Pierre and Miquelon': 'St. Pierre & Miquelon',
	'Antigua and Barb.': 'Antigua & Barbuda',
	'Trinidad and Tobago': 'Trinidad & Tobago',
	'São Tomé and Principe': 'São Tomé & Príncipe',
	'Wallis and Futuna Is.': 'Wallis & Futuna',
	'Heard I. and McDonald Is.': 'Heard & McDonald Islands',
	'Br. Indian Ocean Ter.': 'British Indian Ocean Territory',
	'N. Cyprus': 'Northern Cyprus',
	Macedonia: 'North Macedonia',
	Turkey: 'Türkiye',
	Myanmar: 'Myanmar (Burma)',
	'Hong Kong': 'Hong Kong SAR China',
	Macao: 'Macao SAR China',
	Palestine: 'Palestinian Territories',
	eSwatini: 'Eswatini',
	Åland: 'Åland Islands',
	Vatican: 'Vatican City'
};

mkdirSync(OUT, { recursive: true });
for (const detail of DETAILS) write(`world-${detail.source}.twkb`, world(detail));
write('countries.json', Buffer.from(JSON.stringify(countryLabels())));

/** Land, then borders between countries, as one TWKB collection. */
function world({ source, tolerance, decimals }: Detail): Uint8Array {
	const atlas = readAtlas(source);
	const land: MultiPolygon = {
		type: 'MultiPolygon',
		coordinates: polygonsOf(atlas).map((rings) =>
			rings.map((ring) => simplifyRing(ring, tolerance))
		)
	};
	const between = mesh(atlas, atlas.objects.countries, (a, b) => a !== b);
	const borders = parsed<MultiLineString>(between).coordinates.map((line) =>
		simplifyLine(line, tolerance)
	);
	return toTwkb(
		{
			type: 'GeometryCollection',
			geometries: [land, { type: 'MultiLineString', coordinates: borders }]
		},
		decimals
	);
}

function polygonsOf(atlas: Atlas): MultiPolygon['coordinates'] {
	return feature(atlas, atlas.objects.land).features.flatMap(({ geometry }) =>
		cutAll(parsed<MultiPolygon>(geometry).coordinates)
	);
}

/** Only outer rings cross the date line; holes stay with the first piece. */
function cutAll(polygons: MultiPolygon['coordinates']): MultiPolygon['coordinates'] {
	return polygons.flatMap(([outer = [], ...holes]) =>
		cutRing(outer).map((piece, i) => (i === 0 ? [piece, ...holes] : [piece]))
	);
}

/** `[English name, ISO code or '', lng, lat, area in 1,000 km²]` per country, the largest first. */
function countryLabels(): [string, string, number, number, number][] {
	const atlas = readAtlas('50m');
	const codes = codesByName();
	return feature(atlas, atlas.objects.countries)
		.features.map(({ geometry, properties }): [string, string, number, number, number] => {
			const given = parsed<Polygon | MultiPolygon>(geometry);
			const coordinates = cutAll(
				given.type === 'Polygon' ? [given.coordinates] : given.coordinates
			);
			const shape: MultiPolygon = { type: 'MultiPolygon', coordinates };
			const area = measureGeometry(shape).areaSquareMetres ?? 0;
			const [lng = 0, lat = 0] = pointOnSurface(shape) ?? [];
			const name = FULL_NAMES[properties.name] ?? properties.name;
			return [name, codes.get(name) ?? '', round(lng), round(lat), round(area / 1e9)];
		})
		.sort((a, b) => b[4] - a[4]);
}

/** English name → ISO 3166 code, from what the JavaScript engine knows. */
function codesByName(): Map<string, string> {
	const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
	const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
	const codes = letters.flatMap((a) => letters.map((b) => a + b));
	// Codes that were given up come first in the list of a name, so that the one in use wins.
	const known = codes.filter((code) => names.of(code) !== undefined && isInUse(code));
	return new Map(known.map((code) => [names.of(code) ?? '', code]));
}

function isInUse(code: string): boolean {
	return Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;
}

// The atlas is our own input: each call knows which of the three it reads.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
function parsed<T extends Polygon | MultiPolygon | MultiLineString>(geometry: unknown): T {
	const result = parseGeometry(geometry);
	if (!result.ok) throw new Error(`world-atlas: ${result.reason}`);
	return result.value.geometry as T;
}

function readAtlas(source: Detail['source']): Atlas {
	return JSON.parse(
		readFileSync(require.resolve(`world-atlas/countries-${source}.json`), 'utf8')
	) as Atlas;
}

function write(name: string, bytes: Uint8Array): void {
	writeFileSync(new URL(name, OUT), bytes);
	const gzipped = gzipSync(bytes, { level: 9 }).length;
	console.log(`${name}: ${kilobytes(bytes.length)} (${kilobytes(gzipped)} gzipped)`);
}

function kilobytes(bytes: number): string {
	return `${Math.round(bytes / 1000)} kB`;
}

function round(value: number): number {
	return Math.round(value * 100) / 100;
}

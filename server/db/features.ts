import type { Database } from './database.ts';
import type { Page } from './page.ts';

export interface Bbox {
	readonly west: number;
	readonly south: number;
	readonly east: number;
	readonly north: number;
}

export interface FeatureQuery {
	/** One, or two where the box crosses 180°. */
	readonly boxes: readonly Bbox[];
	/** Value by name of property, as text. */
	readonly filters: readonly (readonly [string, string])[];
	readonly page: Page;
}

export interface FeaturePage {
	readonly matched: number;
	/** GeoJSON text of each feature. */
	readonly features: readonly string[];
}

/** JSON as the database writes it: nothing of it is parsed on its way to the caller. */
const FEATURE = `'{"type":"Feature","id":"' || f.id || '","source_id":' ||
	coalesce(to_json(f.source_id)::text, 'null') || ',"geometry":' ||
	st_asgeojson(st_forcepolygonccw(f.geometry), 7) || ',"properties":' || f.properties::text || '}'`;

/**
 * Features of a layer, lowest first. `&&` asks the GiST index, st_intersects judges what it found. The
 * count is of all that match; geometries are written out for the page alone.
 */
export async function listFeatures(
	{ pool }: Database,
	layerId: string,
	{ boxes, filters, page }: FeatureQuery
): Promise<FeaturePage> {
	const values: unknown[] = [layerId, page.limit, page.offset];
	const place = (value: unknown) => `$${values.push(value)}`;
	const conditions = ['f.layer_id = $1'];
	if (boxes.length > 0) {
		const within = boxes.map(({ west, south, east, north }) => {
			const corners = [west, south, east, north].map((degrees) => `${place(degrees)}::float8`);
			const box = `st_makeenvelope(${corners.join(', ')}, 4326)`;
			return `(f.geometry && ${box} and st_intersects(f.geometry, ${box}))`;
		});
		conditions.push(`(${within.join(' or ')})`);
	}
	for (const [name, value] of filters) {
		conditions.push(`f.properties ->> ${place(name)}::text = ${place(value)}::text`);
	}
	const { rows } = await pool.query<{ matched: number; feature: string | null }>(
		`with found as materialized (
			select f.id, f.display_order from layer_features f where ${conditions.join(' and ')}
		), page as (
			select id, display_order from found order by display_order, id limit $2 offset $3
		)
		select (select count(*) from found) as matched, (${FEATURE}) as feature
		from (select) one
		left join (page join layer_features f on f.layer_id = $1 and f.id = page.id) on true
		order by f.display_order, f.id`,
		values
	);
	return {
		matched: rows[0]?.matched ?? 0,
		features: rows.flatMap(({ feature }) => feature ?? [])
	};
}

/** GeoJSON text of one feature. */
export async function findFeature(
	{ pool }: Database,
	layerId: string,
	featureId: string
): Promise<string | undefined> {
	const { rows } = await pool.query<{ feature: string }>(
		`select (${FEATURE}) as feature from layer_features f where f.layer_id = $1 and f.id = $2`,
		[layerId, featureId]
	);
	return rows[0]?.feature;
}

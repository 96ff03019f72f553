import type { z } from '@hono/zod-openapi';
import { roleOn } from '#core/access/policy.ts';
import type { Actor } from '#core/access/policy.ts';
import type { JsonValue } from '#core/util/json.ts';
import type { Database } from '../../db/database.ts';
import { findMap, readStackOf } from '../../db/maps.ts';
import type { ListedMapRow, MapRow, MapSummaryRow, StackRow } from '../../db/maps.ts';
import { ProblemError } from '../problem.ts';
import type { mapSchema, mapSummarySchema, roleSchema, stackEntrySchema } from './schemas.ts';

type MapAnswer = z.infer<typeof mapSchema>;
type StackEntry = z.infer<typeof stackEntrySchema>;

/** A page of maps: the JSON that the database wrote, and the roles by our own rules. */
export function listText(rows: readonly ListedMapRow[], actor: Actor | null): string {
	const objects = rows.map((row) => {
		return `${row.summary.slice(0, -1)},"role":"${roleOf(row, actor)}"}`;
	});
	return `[${objects.join(',')}]`;
}

function toSummary(row: MapSummaryRow, actor: Actor | null): z.infer<typeof mapSummarySchema> {
	return {
		id: row.id,
		name: row.name,
		description: row.description,
		permission_level: row.permission_level,
		role: roleOf(row, actor),
		created_by: row.created_by,
		created_by_name: row.created_by_name,
		created_at: row.created_at.toISOString(),
		updated_at: row.updated_at.toISOString(),
		layer_count: row.layer_count
	};
}

/** Who reads a public map may view it. Rows that may not be read never come here. */
function roleOf(
	row: Omit<ListedMapRow, 'summary'>,
	actor: Actor | null
): z.infer<typeof roleSchema> {
	const { created_by: createdBy, permission_level: level, permission } = row;
	const role = roleOn(actor, { createdBy, level, permission });
	return role === 'owner' || role === 'edit' ? role : 'view';
}

export function toStackEntry(row: StackRow): StackEntry {
	return {
		...row,
		added_at: row.added_at.toISOString(),
		source_config: toObject(row.source_config),
		style_config: toObject(row.style_config),
		legend_config: toObject(row.legend_config),
		metadata: toObject(row.metadata)
	};
}

/** Documents may hold any JSON there; the API promises objects. */
export function toObject(value: JsonValue): Record<string, unknown> {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
	return value as Record<string, JsonValue>;
}

/** The whole map as this caller sees it. Whether they may read it was asked before. */
export async function mapAnswer(
	database: Database,
	actor: Actor | null,
	id: string
): Promise<MapAnswer> {
	const [row, stack] = await Promise.all([
		findMap(database, actor?.id ?? null, id),
		readStackOf(database, id)
	]);
	if (row === undefined) throw new ProblemError('not-found');
	return toMap(row, stack, actor);
}

function toMap(row: MapRow, stack: readonly StackRow[], actor: Actor | null): MapAnswer {
	return {
		...toSummary(row, actor),
		center_lat: row.center_lat,
		center_lng: row.center_lng,
		zoom: row.zoom,
		basemap: row.basemap,
		layers: stack.map(toStackEntry)
	};
}

import * as z from 'zod/mini';
import type { Extent } from '#core/geometry/types.ts';
import type { GeotiffConfig } from '#core/layer/source-config.ts';
import { namesColours } from '#core/legend/layer-legend.ts';
import { paletteClasses } from '#core/raster/palette-classes.ts';
import { rasterPlace } from '#core/raster/raster-place.ts';
import {
	dialectOf,
	TITILER_TILE_SIZE,
	titilerBoundsUrl,
	titilerInfoUrl,
	titilerPointUrl,
	titilerStatisticsUrl,
	titilerTileUrl,
	titilerValuesUrl,
	titilerVersionUrls
} from '#core/raster/titiler.ts';
import type { TitilerDialect, TitilerTarget } from '#core/raster/titiler.ts';
import { SharedWork } from '#core/util/shared-work.ts';
import { openDirect } from './direct-source.ts';
import { fetchJson, fetchTile } from './fetch-tile.ts';
import { flatExtent } from './flat-extent.ts';
import type { RasterSource, RasterSourceOptions } from './raster-source.ts';
import { readPalette, readPoint, readStatistics, readValues } from './tile-answers.ts';
import { SourceError } from './tile-source.ts';

const MAX_ZOOM = 22;

type TilesConfig = Extract<GeotiffConfig, { delivery: 'tiles' }>;

/** Asks a TiTiler for tiles, in the dialect of its version. */
export async function openTitiler(
	config: TilesConfig,
	server: string,
	options: RasterSourceOptions
): Promise<RasterSource> {
	const dialect = await detect(server, options.signal);
	const now = options.now ?? Date.now;
	const targetAt = (time: number | undefined): TitilerTarget | undefined => {
		const found = rasterPlace(config, { time, now: now() });
		if (found.ok && 'url' in found) {
			return { server, dialect, url: found.url, params: config.tileParams };
		}
		if (!found.ok && found.reason === 'no-data') return undefined;
		throw new SourceError('unsupported', found.ok ? '' : found.detail);
	};
	const target = targetAt(undefined);
	const extent =
		flatExtent(config.bounds) ??
		(target === undefined ? undefined : await extentOf(target, options.signal));
	return {
		tileSize: TITILER_TILE_SIZE,
		summary: undefined,
		extent,
		minZoom: 0,
		maxZoom: MAX_ZOOM,
		async tile({ time, signal, ...tile }) {
			const at = targetAt(time);
			return at === undefined ? null : fetchTile(titilerTileUrl(at, tile), { signal });
		},
		async valueAt([lng, lat], { time, signal }) {
			const at = targetAt(time);
			if (at === undefined) return [];
			return readPoint(await fetchJson(titilerPointUrl(at, lng, lat), { signal }));
		},
		async classes({ time, signal }) {
			const at = targetAt(time);
			if (at === undefined || namesColours(config)) return undefined;
			const palette = readPalette(await fetchJson(titilerInfoUrl(at), { signal }));
			if (palette === undefined) return undefined;
			const occurring = readValues(await fetchJson(titilerValuesUrl(at), { signal }));
			const { nodata } = config.tileParams;
			return paletteClasses(palette, occurring, nodata === undefined ? undefined : Number(nodata));
		},
		async statistics({ time, within, signal }) {
			if (within !== undefined) {
				const direct = await openDirect(config, { ...options, signal });
				return direct.statistics({ time, within, signal });
			}
			const at = targetAt(time);
			if (at === undefined) return new Map();
			return readStatistics(await fetchJson(titilerStatisticsUrl(at), { signal }));
		},
		close: () => undefined
	};
}

const dialects = new Map<string, TitilerDialect>();
const asking = new SharedWork<TitilerDialect>();

/** Layers of one server share the question; one that goes meanwhile does not take it from the others. */
async function detect(server: string, signal: AbortSignal): Promise<TitilerDialect> {
	const known = dialects.get(server);
	if (known !== undefined) return known;
	const dialect = await asking.run(server, signal, (shared) => ask(server, shared));
	dialects.set(server, dialect);
	return dialect;
}

async function ask(server: string, signal: AbortSignal): Promise<TitilerDialect> {
	const { health, openApi } = titilerVersionUrls(server);
	for (const url of [health, openApi]) {
		const answer = await fetchJson(url, { signal }).catch((error: unknown) => {
			const isAnswer =
				error instanceof SourceError &&
				!['no-cors', 'unreachable', 'mixed-content'].includes(error.fault);
			// A server that answers something else may still have tiles.
			if (isAnswer) return undefined;
			throw error;
		});
		const dialect = dialectOf(answer);
		if (dialect !== undefined) return dialect;
	}
	return 'grid';
}

const boundsSchema = z.object({
	bbox: z.optional(z.array(z.number())),
	properties: z.optional(z.looseObject({}))
});

async function extentOf(target: TitilerTarget, signal: AbortSignal): Promise<Extent | undefined> {
	const parsed = boundsSchema.safeParse(await fetchJson(titilerBoundsUrl(target), { signal }));
	const [west, south, east, north] = (parsed.success ? parsed.data.bbox : undefined) ?? [];
	const isWhole = west !== undefined && south !== undefined && east !== undefined;
	return isWhole && north !== undefined ? [west, south, east, north] : undefined;
}

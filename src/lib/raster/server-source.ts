import * as z from 'zod/mini';
import type { GeotiffConfig } from '#core/layer/source-config.ts';
import { configVersion } from '#core/raster/config-version.ts';
import { authorization, openDirect } from './direct-source.ts';
import { fetchJson, fetchTile } from './fetch-tile.ts';
import { flatExtent } from './flat-extent.ts';
import type { RasterSource, RasterSourceOptions } from './raster-source.ts';
import { readPoint, readStatistics } from './tile-answers.ts';

const TILE_SIZE = 256;
const MAX_ZOOM = 22;

const infoSchema = z.object({
	geographic_bounds: z.optional(z.tuple([z.number(), z.number(), z.number(), z.number()])),
	maxzoom: z.optional(z.number()),
	colorinterp: z.optional(z.array(z.string()))
});

/** Tiles of our own server. */
export async function openServerTiles(
	config: GeotiffConfig,
	layerId: string,
	{ token = () => undefined, signal }: RasterSourceOptions
): Promise<RasterSource> {
	const base = `/api/layers/${layerId}`;
	// What everybody may see is cached for all of them only if nobody's token is part of the request.
	const request = (own: AbortSignal) => ({ signal: own, headers: authorization(token) });
	const version = configVersion(config);
	const info = infoSchema.safeParse(await fetchJson(`${base}/info`, request(signal)));
	const { geographic_bounds: bounds, maxzoom, colorinterp } = info.success ? info.data : {};
	return {
		tileSize: TILE_SIZE,
		summary: undefined,
		hasOwnColours: colorinterp?.some((colour) => colour !== 'gray'),
		extent: bounds ?? flatExtent(config.bounds),
		minZoom: 0,
		maxZoom: maxzoom ?? MAX_ZOOM,
		tile: ({ z, x, y, time, signal: own }) =>
			fetchTile(`${base}/tiles/${z}/${x}/${y}.png?${query({ v: version, time })}`, request(own)),
		async valueAt([lng, lat], { time, signal: own }) {
			return readPoint(await fetchJson(`${base}/point?${query({ lng, lat, time })}`, request(own)));
		},
		async statistics({ time, within, signal: own }) {
			// The server tells of the whole only; of a part this device reads what it needs.
			if (within !== undefined) {
				const direct = await openDirect(config, { token, signal: own });
				return direct.statistics({ time, within, signal: own });
			}
			return readStatistics(await fetchJson(`${base}/statistics?${query({ time })}`, request(own)));
		},
		...(colorinterp?.includes('palette') === true
			? {
					async classes({ time, signal: own }) {
						// The server does not tell them; this device reads what it needs of the file.
						const direct = await openDirect(config, { token, signal: own });
						return direct.classes?.({ time, signal: own });
					}
				}
			: {}),
		close: () => undefined
	};
}

function query(values: Readonly<Record<string, string | number | undefined>>): string {
	const given = Object.entries(values).filter(([, value]) => value !== undefined);
	return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}

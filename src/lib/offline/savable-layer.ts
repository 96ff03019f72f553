import type { LayerMeta } from '#core/layer/types.ts';
import { freshConfig, openSource } from '#lib/map/raster/open-source.ts';
import { rasterConfig } from '#lib/map/raster/raster-config.ts';
import { SourceError, type TileSource } from '#lib/raster/tile-source.ts';
import type { OpenSavable, Savable } from './savable.ts';
import { servicesOf } from './service-of.ts';

/** A source that does not open in this time counts as away. */
const OPEN_MS = 60_000;

interface RasterLayer {
	readonly id: string;
	readonly name: string;
	readonly meta: LayerMeta;
	/** The time that is shown; layers with times are kept at that one. */
	readonly time: number | undefined;
	/** For our own server. */
	readonly token: () => string | undefined;
}

/** A raster layer as something to keep. */
export function savableLayer(layer: RasterLayer): Savable {
	const { id, name, meta, time } = layer;
	const services = servicesOf({ id, config: meta.sourceConfig });
	return { id, name, services, time, open: async () => open(await sourceOf(layer), time) };
}

async function sourceOf({ id, meta, token }: RasterLayer): Promise<TileSource> {
	const config = rasterConfig(meta);
	if (!config) throw new SourceError('unsupported');
	const signal = AbortSignal.timeout(OPEN_MS);
	// Asked for here, so that the list of times that the kept one is from is kept with it.
	const fresh = await freshConfig(config, { token, signal }).catch(() => undefined);
	return openSource(fresh ?? config, { layerId: id, token, signal });
}

function open(source: TileSource, time: number | undefined): OpenSavable {
	const { tileSize, extent, minZoom, maxZoom } = source;
	return {
		tileSize,
		extent,
		minZoom,
		maxZoom,
		fetch: async (tile, signal) => {
			const bitmap = await source.tile({
				...tile,
				signal,
				...(time === undefined ? {} : { time })
			});
			bitmap?.close();
		},
		close: () => source.close()
	};
}

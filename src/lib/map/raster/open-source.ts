import type { TileSource } from '#lib/raster/tile-source.ts';
import type { RasterConfig } from './raster-types.ts';

export interface OpenSourceOptions {
	/** Of the saved layer; absent while it is being added. */
	readonly layerId?: string | undefined;
	/** The layer is not to be seen any more. */
	readonly signal: AbortSignal;
	/** For our own server. */
	readonly token: () => string | undefined;
}

/** Opening a file reads its head; a server that hangs is given up. */
const OPEN_MS = 30_000;

/** Opens the source of a layer; its code comes with the first layer of that kind. */
export async function openSource(
	source: RasterConfig,
	{ layerId, signal, token }: OpenSourceOptions
): Promise<TileSource> {
	if (source.sourceType === 'geotiff') {
		const { openGeotiff } = await import('#lib/raster/open-geotiff.ts');
		return openGeotiff(source.config, {
			token,
			signal: AbortSignal.any([signal, AbortSignal.timeout(OPEN_MS)]),
			...(layerId === undefined ? {} : { layerId }),
			...(source.file === undefined ? {} : { file: source.file })
		});
	}
	const { openWms } = await import('#lib/wms/open-wms.ts');
	return openWms(source.config, { token });
}

/**
 * The configuration as it is now: services list other times every day. `undefined`: it is what was
 * written down. Rejects only when aborted.
 */
export async function freshConfig(
	source: RasterConfig,
	{ signal, token }: Omit<OpenSourceOptions, 'layerId'>
): Promise<RasterConfig | undefined> {
	if (source.sourceType !== 'wms' || source.config.temporal?.values === undefined) return undefined;
	const { freshTimes } = await import('#lib/wms/fresh-times.ts');
	const config = await freshTimes(source.config, { signal, token: token() });
	return config && { sourceType: 'wms', config };
}

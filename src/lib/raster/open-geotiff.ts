import type { GeotiffConfig } from '#core/layer/source-config.ts';
import { openDirect } from './direct-source.ts';
import { keptRaster } from './kept-rasters.ts';
import type { RasterSource, RasterSourceOptions } from './raster-source.ts';
import { openServerTiles } from './server-source.ts';
import { isBarred, SourceError, type SourceFault } from './tile-source.ts';
import { openTitiler } from './titiler-source.ts';

type Open = (options: RasterSourceOptions) => Promise<RasterSource>;

/** What was just added is with our server after a moment. */
const WAITS_MS = [500, 1_500, 3_000];

/**
 * Opens a GeoTIFF layer by its configuration: read here, drawn by a TiTiler, or drawn by our server.
 * Rejects with `SourceError`, or an AbortError.
 */
export async function openGeotiff(
	config: GeotiffConfig,
	options: RasterSourceOptions
): Promise<RasterSource> {
	const direct: Open = (given) => openDirect(config, given);
	const { layerId, file } = options;
	const { uploadId } = config;
	if (file !== undefined || layerId === undefined) return openUnsaved(config, options);
	if (uploadId !== undefined && (await keptRaster(uploadId))) return direct(options);
	if (config.delivery === 'direct') {
		return uploadId === undefined ? direct(options) : patiently(direct, options);
	}
	const ours: Open = (given) => openServerTiles(config, layerId, given);
	const { tileServer } = config;
	if (tileServer === undefined || uploadId !== undefined) {
		// A layer that the server does not know is read here.
		return patiently(ours, options).catch((error: unknown) => {
			if (hasFault(error, ['not-found'])) return direct(options);
			throw error;
		});
	}
	return openTitiler(config, tileServer, options).catch((error: unknown) => {
		if (!isBarred(error)) throw error;
		// Our server may ask it. Where that fails too, the first reason is the one to mend.
		return ours(options).catch(() => {
			throw error;
		});
	});
}

/** What is on this device only, or not saved yet, our server can't draw. */
function openUnsaved(config: GeotiffConfig, options: RasterSourceOptions): Promise<RasterSource> {
	return config.delivery === 'tiles' && config.tileServer !== undefined && !options.file
		? openTitiler(config, config.tileServer, options)
		: openDirect(config, options);
}

async function patiently(open: Open, options: RasterSourceOptions): Promise<RasterSource> {
	for (const wait of WAITS_MS) {
		try {
			return await open(options);
		} catch (error) {
			if (!hasFault(error, ['not-found', 'not-uploaded'])) throw error;
			await new Promise((resolve) => setTimeout(resolve, wait));
			options.signal.throwIfAborted();
		}
	}
	return open(options);
}

function hasFault(error: unknown, faults: readonly SourceFault[]): boolean {
	return error instanceof SourceError && faults.includes(error.fault);
}

import { BandError } from '#core/raster/raster-reader.ts';
import type { RasterReader } from '#core/raster/raster-reader.ts';
import { RasterError } from '#core/raster/raster-fault.ts';
import { styleOfProcessing, styleOfTileParams } from '#core/raster/raster-style.ts';
import type { RasterStyle } from '#core/raster/raster-style.ts';
import { FetchError } from '../fetch/fetch-fault.ts';
import { encodeTile } from './encode-tile.ts';
import type { OpenRasters } from './open-raster.ts';
import { infoOf } from './raster-info.ts';
import { RasterJobError } from './raster-job.ts';
import type { RasterJob, StyleRequest } from './raster-job.ts';

const STYLE: StyleRequest = { kind: 'params', params: {} };

/** Does one job; throws `RasterJobError` for what is expected to happen. */
export async function doRasterJob(
	rasters: OpenRasters,
	job: RasterJob,
	signal: AbortSignal
): Promise<unknown> {
	try {
		const style = readStyle(job.t === 'info' ? STYLE : job.style);
		return await answer(await rasters.open(job.place), job, style, signal);
	} catch (error) {
		const expected = worded(error);
		if (expected instanceof RasterJobError && expected.trouble === 'source') {
			rasters.forget(job.place);
		}
		throw expected;
	}
}

async function answer(
	reader: RasterReader,
	job: RasterJob,
	style: RasterStyle,
	signal: AbortSignal
): Promise<unknown> {
	switch (job.t) {
		case 'tile': {
			const { size } = job;
			const pixels = await reader.tile(job, style, { size, signal });
			if (pixels === undefined) return null;
			return encodeTile(pixels, { width: size, height: size }, job.format);
		}
		case 'preview': {
			const { pixels, ...size } = await reader.preview(job.maxSize, style, signal);
			return encodeTile(pixels, size, job.format);
		}
		case 'info':
			return infoOf(reader);
		case 'statistics':
			return Object.fromEntries(await reader.statistics(style, signal));
		case 'point': {
			const { lng, lat } = job;
			const values = await reader.valueAt([lng, lat], style, signal);
			const names = reader.bandNames(style);
			return {
				coordinates: [lng, lat],
				// Outside there is no data either.
				values: values ?? names.map(() => null),
				band_names: names
			};
		}
	}
}

function readStyle(request: StyleRequest): RasterStyle {
	const style =
		request.kind === 'params'
			? styleOfTileParams(request.params)
			: styleOfProcessing(request.processing);
	if (!style.ok) throw new RasterJobError('style', style.detail);
	return style.value;
}

function worded(error: unknown): unknown {
	if (error instanceof RasterError) {
		return new RasterJobError('raster', error.message, { cause: error });
	}
	if (error instanceof BandError) return new RasterJobError('style', error.message);
	if (error instanceof FetchError) {
		return new RasterJobError('source', error.message, { cause: error });
	}
	return error;
}

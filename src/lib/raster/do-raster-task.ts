import { faultsOf } from '#core/raster/check-raster.ts';
import { toRgba } from '#core/raster/colourise.ts';
import { isPicture } from '#core/raster/raster-header.ts';
import { RasterError } from '#core/raster/raster-fault.ts';
import { BandError } from '#core/raster/raster-reader.ts';
import type { RasterReader } from '#core/raster/raster-reader.ts';
import { styleOfProcessing, styleOfTileParams } from '#core/raster/raster-style.ts';
import type { RasterStyle } from '#core/raster/raster-style.ts';
import type { OpenRasters } from './open-rasters.ts';
import type { RasterAnswers, RasterTask, ReadPlace, ReadStyle } from './raster-wire.ts';
import type { RasterSummary } from './raster-summary.ts';
import { SourceError } from './tile-source.ts';

interface Work {
	readonly place: ReadPlace;
	readonly style: ReadStyle;
	readonly task: RasterTask;
}

/** Does one task; throws `SourceError` for what is expected to happen. */
export async function doRasterTask(
	rasters: OpenRasters,
	{ place, style: request, task }: Work,
	signal: AbortSignal
): Promise<RasterAnswers[RasterTask['t']]> {
	try {
		const style = readStyle(request);
		const { reader } = await rasters.open(place);
		return await answer(reader, task, style, signal);
	} catch (error) {
		if (signal.aborted) throw signal.reason;
		if (error instanceof SourceError) rasters.forget(place);
		throw worded(error);
	}
}

async function answer(
	reader: RasterReader,
	task: RasterTask,
	style: RasterStyle,
	signal: AbortSignal
): Promise<RasterAnswers[RasterTask['t']]> {
	switch (task.t) {
		case 'open':
			return summaryOf(reader);
		case 'tile': {
			const { size } = task;
			const pixels = await reader.tile(task, style, { size, signal });
			if (pixels === undefined) return null;
			return createImageBitmap(new ImageData(toRgba(pixels), size, size));
		}
		case 'point': {
			const names = reader.bandNames(style);
			const values = await reader.valueAt([task.lng, task.lat], style, signal);
			return { names, values: values ?? names.map(() => null) };
		}
		case 'classes':
			return reader.classes(style, signal);
		case 'statistics':
			return reader.statistics(style, signal, task.within);
	}
}

function summaryOf({ header, extent, maxZoom }: RasterReader): RasterSummary {
	return {
		extent,
		maxZoom,
		width: header.width,
		height: header.height,
		dataType: header.dataType,
		epsg: header.epsg,
		nodata: header.nodata,
		bands: header.bands.map(({ name, description, unit }) => ({
			name,
			description,
			...(unit === undefined ? {} : { unit })
		})),
		overviews: header.levels.length - 1,
		warnings: faultsOf(header).filter((fault) => fault !== 'not-a-tiff'),
		hasOwnColours: header.palette !== undefined || isPicture(header)
	};
}

function readStyle(request: ReadStyle): RasterStyle {
	const style =
		request.kind === 'params'
			? styleOfTileParams(request.params)
			: styleOfProcessing(request.processing);
	if (!style.ok) throw new SourceError('unsupported', style.detail);
	return style.value;
}

function worded(error: unknown): SourceError {
	if (error instanceof SourceError) return error;
	if (error instanceof BandError) return new SourceError('unsupported', error.message);
	if (!(error instanceof RasterError)) {
		return new SourceError('unreachable', error instanceof Error ? error.message : String(error));
	}
	const { fault, detail } = error;
	if (fault === 'not-a-tiff') return new SourceError('not-a-raster');
	// Of the others the sentence says it all.
	return new SourceError(fault, fault === 'unknown-crs' ? detail : '');
}

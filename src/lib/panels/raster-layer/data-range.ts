import { suitingRange } from '#core/raster/band-statistics.ts';
import type { GeotiffConfig } from '#core/layer/source-config.ts';
import { readLook } from '#core/legend/geotiff-look.ts';
import { namesColours, type LegendSources } from '#core/legend/layer-legend.ts';
import type { Range } from '#core/legend/position.ts';
import type { StatisticsRequest, TileSource } from '#lib/raster/tile-source.ts';

const DIGITS = 4;

/**
 * What nearly all values of the band that is shown lie within, in round numbers. `undefined`: there
 * are none, the source has no values, or it shows colours that stand for themselves.
 */
export async function dataRange(
	source: TileSource,
	request: StatisticsRequest
): Promise<Range | undefined> {
	const bands = [...((await source.statistics?.(request))?.values() ?? [])];
	const [first] = bands;
	if (!first || bands.length > 1) return undefined;
	const [low, high] = suitingRange(first).map((value) => Number(value.toPrecision(DIGITS)));
	return low !== undefined && high !== undefined && low < high
		? [low, high]
		: [suitingRange(first)[0], suitingRange(first)[1]];
}

/** What the legend of a layer is made from where its configuration does not say it. */
export async function askLegendSources(
	source: TileSource,
	config: GeotiffConfig,
	request: Omit<StatisticsRequest, 'within'>
): Promise<LegendSources> {
	const classes = namesColours(config) ? undefined : await source.classes?.(request);
	return classes ? { classes } : { range: await shownRange(source, config, request) };
}

/** What the colours of a layer are laid over where its configuration names no range. */
async function shownRange(
	source: TileSource,
	config: GeotiffConfig,
	request: StatisticsRequest
): Promise<Range | undefined> {
	const { summary } = source;
	if (source.hasOwnColours === true && !readLook(config).isChosen) return undefined;
	// Bytes are drawn as they are.
	return summary?.dataType === 'uint8' ? [0, 255] : dataRange(source, request);
}

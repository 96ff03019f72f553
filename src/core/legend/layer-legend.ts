import { legendConfigSchema } from '../layer/legend-config.ts';
import {
	geotiffConfigSchema,
	type GeotiffConfig,
	type TileParams
} from '../layer/source-config.ts';
import type { LayerMeta } from '../layer/types.ts';
import { rampColours } from '../raster/ramps.ts';
import { colormapLegend } from './colormap-legend.ts';
import { configLegend } from './config-legend.ts';
import { layerUnit } from './layer-unit.ts';
import type { Legend, LegendClass } from './legend.ts';
import type { Range } from './position.ts';
import { rampLegend } from './ramp-legend.ts';

/** What the legend of a layer is made from beside its configuration. */
export interface LegendSources {
	/** Least and greatest value of the data, where the configuration names none. */
	readonly range?: Range | undefined;
	/** As the data say it. */
	readonly unit?: string | undefined;
	/**
	 * What the colours stand for that a file gives its values, which are drawn where no ramp is named.
	 * None: they stand for nothing that a legend could tell.
	 */
	readonly classes?: readonly LegendClass[] | undefined;
}

/** What is drawn where no ramp is named, here and by TiTiler. */
export const DEFAULT_RAMP = 'gray';
/** Of a ramp: between them straight lines are as good as the whole table. */
const RAMP_STOPS = 33;

type Explained = Pick<LayerMeta, 'sourceType' | 'sourceConfig' | 'legendConfig' | 'metadata'>;

/**
 * The legend of a layer: what somebody wrote, else what its colours follow from. `undefined`: nothing
 * to explain (a photograph), or not known yet.
 */
export function layerLegend(layer: Explained, sources: LegendSources = {}): Legend | undefined {
	const own = writtenLegend(layer);
	if (own !== undefined || layer.sourceType !== 'geotiff') return own;
	const config = geotiffConfigSchema.safeParse(layer.sourceConfig);
	const unit = sources.unit ?? layerUnit(layer);
	return config.success ? geotiffLegend(config.data, { ...sources, unit }) : undefined;
}

/**
 * Whether its data have something to say for the legend of a layer. A file may have colours of its own,
 * unless somebody chose others; a ramp without a range says nothing.
 */
export function needsSources(layer: Explained): boolean {
	if (layer.sourceType !== 'geotiff' || writtenLegend(layer) !== undefined) return false;
	const { data: config } = geotiffConfigSchema.safeParse(layer.sourceConfig);
	return config !== undefined && (!namesColours(config) || layerLegend(layer) === undefined);
}

function writtenLegend({ legendConfig }: Explained): Legend | undefined {
	const written = legendConfigSchema.safeParse(legendConfig ?? {});
	return written.success ? configLegend(written.data) : undefined;
}

function geotiffLegend(config: GeotiffConfig, sources: LegendSources): Legend | undefined {
	const { classes, unit = '' } = sources;
	if (classes && !namesColours(config)) {
		return classes.length > 0 ? { kind: 'categories', classes, unit } : undefined;
	}
	if (config.delivery === 'tiles') return tilesLegend(config.tileParams, sources);
	const { colorRamp = DEFAULT_RAMP, valueRange, scale } = config.processing ?? {};
	return ramp(colorRamp, { ...sources, range: valueRange ?? sources.range }, scale);
}

/** Whether somebody said what is drawn in which colour; otherwise it is in those of the file. */
export function namesColours(config: GeotiffConfig): boolean {
	if (config.delivery === 'direct') return config.processing?.colorRamp !== undefined;
	const { colormap, colormap_name, expression } = config.tileParams;
	return [colormap, colormap_name, expression].some((part) => part !== undefined);
}

function tilesLegend(params: TileParams, sources: LegendSources): Legend | undefined {
	const range = rescaleRange(params.rescale) ?? sources.range;
	if (params.colormap !== undefined) {
		return colormapLegend(params.colormap, { range, unit: sources.unit });
	}
	if (isPhotograph(params)) return undefined;
	return ramp(params.colormap_name ?? DEFAULT_RAMP, { ...sources, range }, undefined);
}

function ramp(
	name: string,
	{ range, unit }: LegendSources,
	scale: 'linear' | 'logarithmic' | undefined
): Legend | undefined {
	const colours = rampColours(name, RAMP_STOPS);
	return range && colours.length > 0 ? rampLegend({ colours, range, scale, unit }) : undefined;
}

/** Several bands are red, green and blue; their colours stand for nothing but themselves. */
function isPhotograph({ bidx, expression, colormap_name }: TileParams): boolean {
	if (colormap_name !== undefined) return false;
	if (expression !== undefined) return expression.includes(';');
	return Array.isArray(bidx) ? bidx.length > 1 : typeof bidx === 'string' && bidx.includes(',');
}

/** `-200,0` of the first band; `undefined` where it can't be read. */
export function rescaleRange(rescale: TileParams['rescale']): Range | undefined {
	const [first = ''] = typeof rescale === 'string' ? rescale.split(';') : (rescale ?? []);
	const [low, high] = first.split(',').map((part) => Number.parseFloat(part));
	const isRange = low !== undefined && high !== undefined && Number.isFinite(low + high);
	return isRange ? [low, high] : undefined;
}

import { geotiffConfigSchema, wmsConfigSchema } from '#core/layer/source-config.ts';
import type { LayerMeta } from '#core/layer/types.ts';
import { parseInstant } from '#core/time/parse-instant.ts';
import { defaultStep } from '#core/time/pick-step.ts';
import { temporalAxis, type AxisFault } from '#core/time/temporal-axis.ts';
import type { TimeAxis } from '#core/time/time-axis.ts';
import type { RasterConfig } from './raster-types.ts';

/** `undefined`: what the document holds is no configuration of a raster layer. */
export function rasterConfig({ sourceType, sourceConfig }: LayerMeta): RasterConfig | undefined {
	if (sourceType === 'wms') {
		const parsed = wmsConfigSchema.safeParse(sourceConfig);
		return parsed.success ? { sourceType, config: parsed.data } : undefined;
	}
	if (sourceType !== 'geotiff') return undefined;
	const parsed = geotiffConfigSchema.safeParse(sourceConfig);
	return parsed.success ? { sourceType, config: parsed.data } : undefined;
}

export interface RasterTimes {
	readonly axis: TimeAxis | null;
	/** Where its time begins. */
	readonly start: number | null;
	readonly fault: AxisFault | null;
}

/** The times of a layer. A file by day or month stands for all of that day or month. */
export function rasterTimes({ sourceType, config }: RasterConfig, now: number): RasterTimes {
	const axis = temporalAxis(config.temporal, { now, periods: sourceType === 'geotiff' });
	if (!axis.ok) return { axis: null, start: null, fault: axis.reason };
	if (!axis.value) return { axis: null, start: null, fault: null };
	const named = parseInstant(config.temporal?.default ?? '');
	const index = defaultStep(axis.value, named.ok ? named.value.ms : undefined, now);
	return { axis: axis.value, start: axis.value.at(index).ms, fault: null };
}

import type { GeotiffConfig } from '../layer/source-config.ts';
import { unreachable } from '../util/unreachable.ts';
import { DEFAULT_RAMP, rescaleRange } from './layer-legend.ts';
import type { LegendScale } from './legend.ts';
import type { Range } from './position.ts';

/** What a person sets of how a raster looks: the same for files read here and for tile servers. */
export interface GeotiffLook {
	/** Absent: colours of its own, of a colormap or of several bands. */
	readonly ramp?: string | undefined;
	/** Somebody chose the ramp; otherwise it is what is drawn where none is named. */
	readonly isChosen: boolean;
	/** Absent: what suits the data. */
	readonly range?: Range | undefined;
	/** 1-based. */
	readonly band: number;
	/** Tile servers know no other than linear. */
	readonly scale: LegendScale;
	readonly resampling: 'nearest' | 'bilinear';
}

/** What is to be changed of a look. `ramp: null`: colours and values as the file has them. */
export type LookPatch = Partial<Omit<GeotiffLook, 'ramp'>> & { readonly ramp?: string | null };

export function readLook(config: GeotiffConfig): GeotiffLook {
	switch (config.delivery) {
		case 'direct':
			return lookOfProcessing(config.processing ?? {});
		case 'tiles':
			return lookOfParams(config.tileParams);
		default:
			return unreachable(config);
	}
}

function lookOfProcessing(processing: Processing): GeotiffLook {
	const { colorRamp, valueRange, band, scale, resampling } = processing;
	return {
		ramp: colorRamp ?? DEFAULT_RAMP,
		isChosen: colorRamp !== undefined,
		range: valueRange,
		band: band ?? 1,
		scale: scale ?? 'linear',
		resampling: resampling ?? 'nearest'
	};
}

function lookOfParams(params: TileParams): GeotiffLook {
	const { colormap, colormap_name, rescale, bidx, resampling } = params;
	const band = Number([bidx ?? 1].flat()[0]);
	return {
		ramp: colormap === undefined ? (colormap_name ?? DEFAULT_RAMP) : undefined,
		isChosen: colormap_name !== undefined,
		range: rescaleRange(rescale),
		band: Number.isInteger(band) && band > 0 ? band : 1,
		scale: 'linear',
		resampling: resampling === 'bilinear' ? 'bilinear' : 'nearest'
	};
}

/** The configuration with these parts of the look changed; all else as it was. */
export function withLook(config: GeotiffConfig, patch: LookPatch): GeotiffConfig {
	switch (config.delivery) {
		case 'direct': {
			const { colorRamp: _ramp, valueRange: _range, ...plain } = config.processing ?? {};
			const kept = patch.ramp === null ? plain : config.processing;
			return { ...config, processing: { ...kept, ...processingOf(patch) } };
		}
		case 'tiles': {
			// A colormap would win over the name of a ramp.
			const { colormap: _map, ...named } = config.tileParams;
			const { colormap_name: _name, rescale: _range, ...plain } = named;
			const changed = patch.ramp === null ? plain : named;
			const kept = patch.ramp === undefined ? config.tileParams : changed;
			return { ...config, tileParams: { ...kept, ...paramsOf(patch) } };
		}
		default:
			return unreachable(config);
	}
}

type Processing = NonNullable<Extract<GeotiffConfig, { delivery: 'direct' }>['processing']>;

function processingOf({ ramp, range, band, scale, resampling }: LookPatch): Processing {
	return {
		...(typeof ramp === 'string' ? { colorRamp: ramp } : {}),
		...(range === undefined ? {} : { valueRange: [range[0], range[1]] }),
		...(band === undefined ? {} : { band }),
		...(scale === undefined ? {} : { scale }),
		...(resampling === undefined ? {} : { resampling })
	};
}

type TileParams = Extract<GeotiffConfig, { delivery: 'tiles' }>['tileParams'];

function paramsOf({ ramp, range, band, resampling }: LookPatch): TileParams {
	return {
		...(typeof ramp === 'string' ? { colormap_name: ramp } : {}),
		...(range === undefined ? {} : { rescale: `${range[0]},${range[1]}` }),
		...(band === undefined ? {} : { bidx: band }),
		...(resampling === undefined ? {} : { resampling })
	};
}

import { RAMP_NAMES } from '#core/raster/ramps.ts';

/** Ramps that suit the sea, first what is asked for most. */
export const SEA_RAMPS: readonly string[] = [
	'viridis',
	'thermal',
	'deep',
	'blues',
	'haline',
	'algae',
	'ice',
	'speed',
	'cividis',
	'magma',
	'balance',
	'spectral',
	'topo',
	'turbo'
];

const OTHERS = RAMP_NAMES.filter((name) => !name.endsWith('_r') && !SEA_RAMPS.includes(name));

/** All that there are, those for the sea first. */
export const ALL_RAMPS: readonly string[] = [...SEA_RAMPS, ...OTHERS];

export function isReversed(ramp: string): boolean {
	return ramp.endsWith('_r');
}

export function withoutDirection(ramp: string): string {
	return ramp.toLowerCase().replace(/_r$/, '');
}

export function turnedRound(ramp: string): string {
	return isReversed(ramp) ? withoutDirection(ramp) : `${ramp}_r`;
}

import type { GeotiffConfig } from '../layer/source-config.ts';
import { pickStep } from '../time/pick-step.ts';
import { temporalAxis } from '../time/temporal-axis.ts';
import type { TimeAxis } from '../time/time-axis.ts';
import { expandTemplate, unknownPlaces } from '../time/url-template.ts';

/** Where a layer's file is at a time. */
export type RasterPlaceResult =
	| { readonly ok: true; readonly url: string }
	| { readonly ok: true; readonly uploadId: string }
	/** The layer has no data near that time. */
	| { readonly ok: false; readonly reason: 'no-data' }
	/** One sentence. */
	| { readonly ok: false; readonly reason: 'unusable'; readonly detail: string };

interface Moment {
	/** Milliseconds; absent: what suits now. */
	readonly time?: number | undefined;
	readonly now: number;
}

export function rasterPlace(config: GeotiffConfig, { time, now }: Moment): RasterPlaceResult {
	if (config.uploadId !== undefined) return { ok: true, uploadId: config.uploadId };
	const url = config.delivery === 'direct' ? config.url : config.cogUrl;
	if (url !== undefined) return { ok: true, url };
	const template = config.delivery === 'direct' ? config.urlTemplate : config.cogUrlTemplate;
	if (template === undefined) return unusable('The layer does not say where its file is.');
	const [unknown] = unknownPlaces(template);
	if (unknown !== undefined) {
		return unusable(`The address has a place in braces that is not known here: {${unknown}}.`);
	}
	const axis = temporalAxis(config.temporal, { now, periods: true });
	if (!axis.ok || axis.value === undefined) {
		return unusable('The address has places for a time, and the layer has no times.');
	}
	const ms = stepFor(axis.value, time, now);
	const expanded = ms === undefined ? undefined : expandTemplate(template, ms);
	return expanded?.ok === true
		? { ok: true, url: expanded.value }
		: { ok: false, reason: 'no-data' };
}

function stepFor(axis: TimeAxis, time: number | undefined, now: number): number | undefined {
	const step = pickStep(axis, time ?? now);
	// Without a wish, a series that has ended shows its end.
	return step.near || time === undefined ? step.ms : undefined;
}

function unusable(detail: string): RasterPlaceResult {
	return { ok: false, reason: 'unusable', detail };
}

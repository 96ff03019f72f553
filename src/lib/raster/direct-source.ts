import type { GeotiffConfig } from '#core/layer/source-config.ts';
import { rasterPlace } from '#core/raster/raster-place.ts';
import { keptRaster } from './kept-rasters.ts';
import type { RasterSource, RasterSourceOptions } from './raster-source.ts';
import type { RasterSummary } from './raster-summary.ts';
import type { RasterTask, ReadPlace, ReadStyle } from './raster-wire.ts';
import { sharedRasterWorkers } from './raster-workers.ts';
import type { RasterWorkers } from './raster-workers.ts';
import { flatExtent } from './flat-extent.ts';
import { SourceError } from './tile-source.ts';

const MAX_ZOOM_UNKNOWN = 18;

/** Reads a GeoTIFF in this browser: whole or by ranges, from an address, an upload or a file at hand. */
export async function openDirect(
	config: GeotiffConfig,
	options: RasterSourceOptions,
	workers: RasterWorkers = sharedRasterWorkers()
): Promise<RasterSource> {
	const style = styleOf(config);
	const now = options.now ?? Date.now;
	const run = async <T extends RasterTask>(
		task: T,
		time: number | undefined,
		signal: AbortSignal
	) => {
		const place = await placeOf(config, time, options, now());
		if (place === undefined) return undefined;
		return workers.run({ place, style, task }, signal).catch((error: unknown) => {
			const isMissing = error instanceof SourceError && error.fault === 'not-found';
			throw isMissing && config.uploadId !== undefined ? new SourceError('not-uploaded') : error;
		});
	};
	const summary = await firstSummary(() => run({ t: 'open' }, undefined, options.signal), config);
	return {
		tileSize: 256,
		summary,
		hasOwnColours: summary?.hasOwnColours,
		extent: summary?.extent ?? flatExtent(config.bounds),
		minZoom: 0,
		maxZoom: summary?.maxZoom ?? MAX_ZOOM_UNKNOWN,
		async tile({ z, x, y, time, signal }) {
			return (await run({ t: 'tile', z, x, y, size: 256 }, time, signal)) ?? null;
		},
		async valueAt([lng, lat], { time, signal }) {
			const point = await run({ t: 'point', lng, lat }, time, signal);
			return (point?.names ?? []).map((name, i) => {
				const unit = summary?.bands[i]?.unit;
				const value = point?.values[i] ?? null;
				return { name, value, ...(unit === undefined ? {} : { unit }) };
			});
		},
		async statistics({ time, within, signal }) {
			const task = { t: 'statistics', ...(within === undefined ? {} : { within }) } as const;
			return (await run(task, time, signal)) ?? new Map();
		},
		classes: ({ time, signal }) => run({ t: 'classes' }, time, signal),
		// The workers are everybody's.
		close: () => undefined
	};
}

/** Of a series the file of now may be missing; the others are asked for when they are shown. */
async function firstSummary(
	open: () => Promise<RasterSummary | undefined>,
	config: GeotiffConfig
): Promise<RasterSummary | undefined> {
	try {
		return await open();
	} catch (error) {
		const isMissing = error instanceof SourceError && error.fault === 'not-found';
		if (isMissing && config.temporal?.enabled === true) return undefined;
		throw error;
	}
}

function styleOf(config: GeotiffConfig): ReadStyle {
	return config.delivery === 'direct'
		? { kind: 'processing', processing: config.processing }
		: { kind: 'params', params: config.tileParams };
}

async function placeOf(
	config: GeotiffConfig,
	time: number | undefined,
	{ file, token }: RasterSourceOptions,
	now: number
): Promise<ReadPlace | undefined> {
	if (file !== undefined) return { kind: 'blob', name: nameOf(file), blob: file };
	const found = rasterPlace(config, { time, now });
	if (!found.ok) {
		if (found.reason === 'no-data') return undefined;
		throw new SourceError('unsupported', found.detail);
	}
	const headers = authorization(token);
	if ('uploadId' in found) {
		const kept = await keptRaster(found.uploadId);
		if (kept !== undefined) return { kind: 'blob', name: found.uploadId, blob: kept };
		return { kind: 'url', url: absolute(`/api/uploads/${found.uploadId}/file`), headers };
	}
	const detour = absolute(`/api/files/proxy?url=${encodeURIComponent(found.url)}`);
	return { kind: 'url', url: found.url, detour: { url: detour, headers } };
}

let named = 0;
const names = new WeakMap<Blob, string>();

function nameOf(file: Blob): string {
	const name = names.get(file) ?? `file-${++named}`;
	names.set(file, name);
	return name;
}

/** A worker resolves addresses against its own. */
function absolute(path: string): string {
	return new URL(path, location.origin).href;
}

export function authorization(
	token: (() => string | undefined) | undefined
): Record<string, string> {
	const value = token?.();
	return value === undefined ? {} : { Authorization: `Bearer ${value}` };
}

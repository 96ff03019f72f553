import type { Extent } from '#core/geometry/types.ts';
import { SourceError, type SourceFault } from '#lib/raster/tile-source.ts';
import type { Savable } from './savable.ts';
import { beginSaving } from './saving.ts';
import { onShelf } from './shelf-link.ts';
import { countTiles, sampleTiles, type Tiled } from './tile-plan.ts';

/** What is known of one layer before anything is saved. */
export interface Measured {
	readonly id: string;
	/** Null: its source could not be opened. */
	readonly tiled: Tiled | null;
	/** Mean of a few tiles that were asked for; null: none came. */
	readonly bytesPerTile: number | null;
	/** A kind of source that nothing here can read. */
	readonly cannot: boolean;
}

/** The copies are made after the tiles are there. */
const COUNT_LATE_MS = 400;
const SAMPLE_LIMIT_MS = 15_000;
/** Faults of the way there; the others are of what is there. */
const AWAY: ReadonlySet<SourceFault> = new Set([
	'not-found',
	'no-cors',
	'mixed-content',
	'no-ranges',
	'not-a-raster',
	'login',
	'too-many',
	'unreachable',
	'not-uploaded',
	'service-says'
]);

/** Opens the sources and asks for a few tiles of each, to know how large they are. */
export async function measureTiles(
	savables: readonly Savable[],
	{
		extent,
		zoom,
		signal
	}: { readonly extent: Extent; readonly zoom: number; readonly signal: AbortSignal }
): Promise<Measured[]> {
	const end = await beginSaving(
		null,
		savables.flatMap(({ services }) => services)
	);
	if (!end) return [];
	try {
		const measured: Measured[] = [];
		// One after the other: what is answered is told by service, and two layers may share one.
		for (const savable of savables) {
			if (signal.aborted) break;
			const one = measure(savable, { extent, zoom, signal });
			measured.push(await one.catch((error: unknown) => unopened(savable, error)));
		}
		return measured;
	} finally {
		await end();
	}
}

async function measure(
	{ id, services, open }: Savable,
	{
		extent,
		zoom,
		signal
	}: { readonly extent: Extent; readonly zoom: number; readonly signal: AbortSignal }
): Promise<Measured> {
	const source = await open();
	let bytes = 0;
	const stop = onShelf((message) => {
		if (message.kind === 'answer' && services.includes(message.service)) bytes += message.bytes;
	});
	try {
		const samples = sampleTiles(source, extent, zoom);
		const limit = AbortSignal.any([signal, AbortSignal.timeout(SAMPLE_LIMIT_MS)]);
		const asked = await Promise.allSettled(samples.map((tile) => source.fetch(tile, limit)));
		await new Promise((resolve) => setTimeout(resolve, COUNT_LATE_MS));
		const came = asked.filter(({ status }) => status === 'fulfilled').length;
		const { tileSize, extent: bounds, minZoom, maxZoom } = source;
		const tiled = { tileSize, extent: bounds, minZoom, maxZoom };
		return { id, tiled, bytesPerTile: came === 0 ? null : bytes / came, cannot: false };
	} finally {
		stop();
		source.close();
	}
}

function unopened({ id }: Savable, error: unknown): Measured {
	const cannot = error instanceof SourceError && !AWAY.has(error.fault);
	return { id, tiled: null, bytesPerTile: null, cannot };
}

/** Number and size of what an area takes at a zoom. Size is null where no layer could be measured. */
export function estimate(
	measured: readonly Measured[],
	{ extent, zoom }: { readonly extent: Extent; readonly zoom: number }
): { readonly tiles: number; readonly bytes: number | null } {
	let tiles = 0;
	let bytes: number | null = null;
	for (const { tiled, bytesPerTile } of measured) {
		if (!tiled) continue;
		const count = countTiles(tiled, extent, zoom);
		tiles += count;
		if (bytesPerTile !== null) bytes = (bytes ?? 0) + count * bytesPerTile;
	}
	return { tiles, bytes };
}

import type { Extent } from '#core/geometry/types.ts';
import type { PartFault } from './area.ts';
import { REQUESTS_PER_HOST } from './limits.ts';
import { faultOf, type OpenSavable } from './savable.ts';
import { tilesOf, type Tile } from './tile-plan.ts';

export interface OpenPart {
	readonly id: string;
	/** Parts of one host share its number of requests. */
	readonly host: string;
	readonly source: OpenSavable;
}

export interface FetchOptions {
	readonly extent: Extent;
	readonly zoom: number;
	readonly signal: AbortSignal;
	/** Asked before each tile; waits while paused. False ends it. */
	readonly goOn: () => Promise<boolean>;
	/** `fault` is null for a tile that is here now. */
	readonly onTile: (part: string, fault: PartFault | null) => void;
}

interface Job {
	readonly part: OpenPart;
	readonly tile: Tile;
}

const TILE_LIMIT_MS = 30_000;
const RETRY_AFTER_MS = 1_000;
/** A server that refuses may only be asked too fast. */
const RETRY_REFUSED_AFTER_MS = 15_000;
/** After so many failures in a row a source is not asked any more: it is away. */
const GIVE_UP_AFTER = 8;

/** Asks for every tile of the parts, a few at a time for each host. */
export async function fetchTiles(parts: readonly OpenPart[], options: FetchOptions): Promise<void> {
	const lanes = Map.groupBy(parts, ({ host }) => host);
	await Promise.all([...lanes.values()].map((lane) => runLane(lane, options)));
}

async function runLane(parts: readonly OpenPart[], options: FetchOptions): Promise<void> {
	const jobs = jobsOf(parts, options);
	const failures = new Map<string, number>();
	const worker = async (): Promise<void> => {
		for (const { part, tile } of jobs) {
			const inARow = failures.get(part.id) ?? 0;
			// Without a pause between them ten thousand such tiles would hold the page up.
			if (inARow >= GIVE_UP_AFTER) {
				options.onTile(part.id, 'unreachable');
				continue;
			}
			if (!(await options.goOn())) return;
			const fault = await fetchTwice(part.source, tile, options.signal);
			if (options.signal.aborted) return;
			failures.set(part.id, fault === 'unreachable' ? inARow + 1 : 0);
			options.onTile(part.id, fault);
		}
	};
	await Promise.all(Array.from({ length: REQUESTS_PER_HOST }, worker));
}

/** One iterator for all workers of a lane: a generator's `return` must not end it for the others. */
function jobsOf(parts: readonly OpenPart[], { extent, zoom }: FetchOptions): Iterable<Job> {
	const jobs = (function* (): Generator<Job> {
		for (const part of parts) {
			for (const tile of tilesOf(part.source, extent, zoom)) yield { part, tile };
		}
	})();
	return { [Symbol.iterator]: () => ({ next: () => jobs.next() }) };
}

async function fetchTwice(
	source: OpenSavable,
	tile: Tile,
	signal: AbortSignal
): Promise<PartFault | null> {
	for (let attempt = 1; ; attempt += 1) {
		try {
			await source.fetch(tile, AbortSignal.any([signal, AbortSignal.timeout(TILE_LIMIT_MS)]));
			return null;
		} catch (error) {
			const fault = faultOf(error);
			if (signal.aborted || attempt === 2) return fault;
			const wait = fault === 'refused' ? RETRY_REFUSED_AFTER_MS : RETRY_AFTER_MS;
			await pause(wait, signal);
		}
	}
}

/** Ends early when it is not wanted any more. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		const end = (): void => {
			clearTimeout(timer);
			signal.removeEventListener('abort', end);
			resolve();
		};
		const timer = setTimeout(end, ms);
		signal.addEventListener('abort', end);
	});
}

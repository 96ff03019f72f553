import { SourceError } from '#lib/raster/tile-source.ts';
import type { PartFault } from './area.ts';
import type { Tile, Tiled } from './tile-plan.ts';

/** Something of which tiles can be kept, before its source is opened. */
export interface Savable {
	/** Id of the layer, or `basemap`. */
	readonly id: string;
	readonly name: string;
	/** Who may be asked for it (`serviceOf`). */
	readonly services: readonly string[];
	/** The time that is kept of it; absent for what has no times. */
	readonly time?: number | undefined;
	/** A source of its own: what the map's one has in memory would not be asked for again. */
	readonly open: () => Promise<OpenSavable>;
}

export interface OpenSavable extends Tiled {
	/** Asks for a tile, so that the service worker keeps what is answered. Rejects with why not. */
	fetch(tile: Tile, signal: AbortSignal): Promise<void>;
	close(): void;
}

/** A tile was answered with something else. */
export class TileRefused extends Error {
	override readonly name = 'TileRefused';
	readonly status: number;

	constructor(status: number) {
		super(`answered with ${status}`);
		this.status = status;
	}
}

export function faultOf(error: unknown): PartFault {
	if (error instanceof SourceError) {
		if (error.fault === 'unreachable') return 'unreachable';
		return error.fault === 'login' || error.fault === 'service-says' ? 'refused' : 'failed';
	}
	if (error instanceof TileRefused) {
		return [401, 403, 429].includes(error.status) ? 'refused' : 'failed';
	}
	if (error instanceof TypeError) return 'unreachable';
	return error instanceof DOMException && error.name === 'TimeoutError' ? 'unreachable' : 'failed';
}

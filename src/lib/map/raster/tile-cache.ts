import { SharedWork } from '#core/util/shared-work.ts';

type Bitmap = ImageBitmap | null;

/** 256 MB of 512 px tiles would be too much for a tablet; this is two screens full of twelve months. */
const BUDGET_BYTES = 128 * 1024 * 1024;
/** Of a tile that nothing is on. */
const LEAST_BYTES = 256;
/** MapLibre uploads a bitmap soon after it got it: until then it must not be closed. */
const CLOSE_AFTER_MS = 2_000;

/**
 * Decoded tiles of all raster layers, the least used go first. One request serves all who want the
 * same tile at once, and is given up when none of them does any more.
 */
export class TileCache {
	readonly #budget: number;
	/** In order of use, the latest last. */
	readonly #kept = new Map<string, Bitmap>();
	readonly #loading = new SharedWork<Bitmap>();
	#bytes = 0;

	constructor(budget = BUDGET_BYTES) {
		this.#budget = budget;
	}

	get bytes(): number {
		return this.#bytes;
	}

	has(key: string): boolean {
		return this.#kept.has(key);
	}

	get(
		key: string,
		signal: AbortSignal,
		load: (signal: AbortSignal) => Promise<Bitmap>
	): Promise<Bitmap> {
		const kept = this.#kept.get(key);
		if (kept === undefined) {
			return this.#loading.run(key, signal, async (shared) => {
				const bitmap = await load(shared);
				if (!shared.aborted) this.#keep(key, bitmap);
				return bitmap;
			});
		}
		this.#kept.delete(key);
		this.#kept.set(key, kept);
		return Promise.resolve(kept);
	}

	clear(): void {
		this.#loading.clear();
		for (const key of this.#kept.keys()) this.#drop(key);
	}

	#keep(key: string, bitmap: Bitmap): void {
		this.#drop(key);
		this.#kept.set(key, bitmap);
		this.#bytes += bytesOf(bitmap);
		for (const oldest of this.#kept.keys()) {
			if (this.#bytes <= this.#budget) break;
			this.#drop(oldest);
		}
	}

	#drop(key: string): void {
		const bitmap = this.#kept.get(key);
		if (bitmap === undefined) return;
		this.#kept.delete(key);
		this.#bytes -= bytesOf(bitmap);
		if (bitmap) setTimeout(() => bitmap.close(), CLOSE_AFTER_MS);
	}
}

function bytesOf(bitmap: Bitmap): number {
	return bitmap ? bitmap.width * bitmap.height * 4 : LEAST_BYTES;
}

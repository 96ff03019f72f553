type Bitmap = ImageBitmap | null;

interface Loading {
	readonly bitmap: Promise<Bitmap>;
	readonly abort: AbortController;
	users: number;
}

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
	readonly #loading = new Map<string, Loading>();
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
		if (kept === undefined) return this.#join(key, signal, load);
		this.#kept.delete(key);
		this.#kept.set(key, kept);
		return Promise.resolve(kept);
	}

	clear(): void {
		for (const { abort } of this.#loading.values()) abort.abort();
		for (const key of this.#kept.keys()) this.#drop(key);
	}

	#join(
		key: string,
		signal: AbortSignal,
		load: (signal: AbortSignal) => Promise<Bitmap>
	): Promise<Bitmap> {
		signal.throwIfAborted();
		const loading = this.#loading.get(key) ?? this.#start(key, load);
		loading.users += 1;
		return new Promise((resolve, reject) => {
			const leave = (): void => {
				loading.users -= 1;
				if (loading.users === 0) this.#giveUp(key, loading);
				reject(signal.reason as Error);
			};
			signal.addEventListener('abort', leave, { once: true });
			loading.bitmap
				.then(resolve, reject)
				.finally(() => signal.removeEventListener('abort', leave));
		});
	}

	#start(key: string, load: (signal: AbortSignal) => Promise<Bitmap>): Loading {
		const abort = new AbortController();
		const bitmap = load(abort.signal).then((bitmap) => {
			if (!abort.signal.aborted) this.#keep(key, bitmap);
			return bitmap;
		});
		const loading: Loading = { bitmap, abort, users: 0 };
		this.#loading.set(key, loading);
		const end = (): void => {
			if (this.#loading.get(key) === loading) this.#loading.delete(key);
		};
		bitmap.then(end, end);
		return loading;
	}

	/** Whoever asks again while the old request dies starts anew. */
	#giveUp(key: string, loading: Loading): void {
		if (this.#loading.get(key) === loading) this.#loading.delete(key);
		loading.abort.abort();
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

import type { SourceFeed } from './source-feed.ts';
import { inNextTurn } from './turn.ts';

/** Time one turn of the event loop may spend on reading. */
const SLICE_MS = 8;
/** Hidden tabs get no animation frames; edits still have to arrive. */
const FRAME_LIMIT_MS = 250;

/**
 * Reads things that changed, by id, once per animation frame and in slices, and passes them to feeds:
 * neither ten thousand of them nor one among them ever blocks the page. `read` returns the thing as
 * it is now, or `undefined` when it is gone.
 */
export class ChangeReader<T> {
	readonly #read: (id: string) => T | undefined;
	readonly #feeds: readonly SourceFeed<T>[];
	/** Ids that have to be read, oldest first. */
	readonly #changed = new Set<string>();
	#unschedule: (() => void) | undefined;
	#waiting: (() => void)[] = [];

	constructor(read: (id: string) => T | undefined, feeds: readonly SourceFeed<T>[]) {
		this.#read = read;
		this.#feeds = feeds;
	}

	changed(ids: Iterable<string>): void {
		for (const id of ids) this.#changed.add(id);
		if (this.#changed.size > 0) this.#unschedule ??= inNextFrame(() => this.#slice());
	}

	/** Resolves when all changes so far were handed over. */
	async settled(): Promise<void> {
		if (this.#changed.size > 0) {
			await new Promise<void>((resolve) => this.#waiting.push(resolve));
		}
		await Promise.all(this.#feeds.map((feed) => feed.emptied()));
	}

	stop(): void {
		this.#unschedule?.();
		this.#changed.clear();
	}

	#slice(): void {
		this.#unschedule = undefined;
		const until = performance.now() + SLICE_MS;
		for (const id of this.#changed) {
			this.#changed.delete(id);
			const thing = this.#read(id);
			for (const feed of this.#feeds) feed.take(id, thing);
			if (performance.now() > until) break;
		}
		for (const feed of this.#feeds) feed.handOver();
		if (this.#changed.size > 0) {
			this.#unschedule = inNextTurn(() => this.#slice());
			return;
		}
		const waiting = this.#waiting;
		this.#waiting = [];
		for (const resolve of waiting) resolve();
	}
}

function inNextFrame(task: () => void): () => void {
	const undo = (): void => {
		cancelAnimationFrame(frame);
		clearTimeout(timer);
	};
	const run = (): void => {
		undo();
		task();
	};
	const frame = requestAnimationFrame(run);
	const timer = setTimeout(run, FRAME_LIMIT_MS);
	return undo;
}

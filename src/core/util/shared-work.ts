interface Running<T> {
	readonly result: Promise<T>;
	readonly abort: AbortController;
	users: number;
}

/**
 * Work that many may want at once, by name: done once for all of them, and given up when none of them
 * wants it any more. Who gives up hears so at once.
 */
export class SharedWork<T> {
	readonly #running = new Map<string, Running<T>>();

	/** `work` gets a signal of its own: that of no single caller. */
	async run(
		name: string,
		signal: AbortSignal,
		work: (signal: AbortSignal) => Promise<T>
	): Promise<T> {
		signal.throwIfAborted();
		const running = this.#running.get(name) ?? this.#start(name, work);
		running.users += 1;
		return new Promise((resolve, reject) => {
			const leave = (): void => {
				running.users -= 1;
				if (running.users === 0) this.#giveUp(name, running);
				reject(signal.reason as Error);
			};
			signal.addEventListener('abort', leave, { once: true });
			running.result
				.then(resolve, reject)
				.finally(() => signal.removeEventListener('abort', leave));
		});
	}

	/** Gives up all that is under way. */
	clear(): void {
		for (const { abort } of this.#running.values()) abort.abort();
	}

	#start(name: string, work: (signal: AbortSignal) => Promise<T>): Running<T> {
		const abort = new AbortController();
		const running: Running<T> = { result: work(abort.signal), abort, users: 0 };
		this.#running.set(name, running);
		const end = (): void => this.#end(name, running);
		running.result.then(end, end);
		return running;
	}

	/** Whoever asks again while the old work dies starts anew. */
	#giveUp(name: string, running: Running<T>): void {
		this.#end(name, running);
		running.abort.abort();
	}

	#end(name: string, running: Running<T>): void {
		if (this.#running.get(name) === running) this.#running.delete(name);
	}
}

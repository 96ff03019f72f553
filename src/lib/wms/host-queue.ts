/** Requests at one host at a time; services slow down, or refuse, beyond that. */
const PER_HOST = 6;

interface Waiting {
	readonly start: () => void;
}

class HostQueue {
	#running = 0;
	readonly #waiting: Waiting[] = [];

	/** Runs the job when there is room; rejects with an AbortError if it is given up before. */
	async run<T>(job: () => Promise<T>, signal: AbortSignal): Promise<T> {
		if (this.#running >= PER_HOST) await this.#turn(signal);
		else this.#running += 1;
		try {
			signal.throwIfAborted();
			return await job();
		} finally {
			this.#pass();
		}
	}

	/** The one that leaves gives its place to the next: the count stays. */
	#pass(): void {
		const next = this.#waiting.shift();
		if (next) next.start();
		else this.#running -= 1;
	}

	#turn(signal: AbortSignal): Promise<void> {
		return new Promise((resolve, reject) => {
			const waiting: Waiting = {
				start: () => {
					signal.removeEventListener('abort', giveUp);
					resolve();
				}
			};
			const giveUp = (): void => {
				const place = this.#waiting.indexOf(waiting);
				if (place >= 0) this.#waiting.splice(place, 1);
				reject(signal.reason as Error);
			};
			signal.addEventListener('abort', giveUp, { once: true });
			this.#waiting.push(waiting);
		});
	}
}

const queues = new Map<string, HostQueue>();

/** Runs a request in the queue of its host. */
export function inTurn<T>(url: string, job: () => Promise<T>, signal: AbortSignal): Promise<T> {
	const { host } = new URL(url, self.location.href);
	let queue = queues.get(host);
	if (!queue) queues.set(host, (queue = new HostQueue()));
	return queue.run(job, signal);
}

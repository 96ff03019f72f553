import { BusyError } from './busy-error.ts';

export interface RoomLimits {
	/** What all answers that are read at once may hold together, and those of one caller. */
	readonly bytes: number;
	readonly bytesOfCaller: number;
	/** Requests that wait for room. */
	readonly waiting: number;
	readonly waitingOfCaller: number;
	readonly waitMs: number;
}

const MIB = 1024 * 1024;

/**
 * A map asks for dozens of pictures at a time and a browser sends six of them; a room full of people may
 * sit behind one address.
 */
export const ROOM_LIMITS: RoomLimits = {
	bytes: 512 * MIB,
	bytesOfCaller: 128 * MIB,
	waiting: 1_000,
	waitingOfCaller: 250,
	waitMs: 20_000
};

export interface Stay {
	readonly caller: string;
	/** The most that the answer may hold. */
	readonly bytes: number;
	readonly signal?: AbortSignal | undefined;
}

interface Waiting extends Stay {
	begin(): void;
}

/**
 * Bounds the memory of what is fetched for others: who asks comes in while there is room for the largest
 * answer that is allowed, and waits in turn otherwise. One caller can't take the room of all.
 */
export class FetchRoom {
	readonly #limits: RoomLimits;
	readonly #used = new Map<string, number>();
	readonly #waiting = new Set<Waiting>();
	#total = 0;

	constructor(limits: RoomLimits = ROOM_LIMITS) {
		this.#limits = limits;
	}

	/** Throws `BusyError`, or the reason of the signal. */
	async run<T>(stay: Stay, work: () => Promise<T>): Promise<T> {
		stay.signal?.throwIfAborted();
		if (this.#fits(stay)) this.#enter(stay);
		else await this.#wait(stay);
		try {
			return await work();
		} finally {
			this.#leave(stay);
		}
	}

	#fits({ caller, bytes }: Stay): boolean {
		const own = this.#used.get(caller) ?? 0;
		// Nobody waits for ever because they ask for more than there is.
		return (
			(this.#total === 0 || this.#total + bytes <= this.#limits.bytes) &&
			(own === 0 || own + bytes <= this.#limits.bytesOfCaller)
		);
	}

	#enter({ caller, bytes }: Stay): void {
		this.#total += bytes;
		this.#used.set(caller, (this.#used.get(caller) ?? 0) + bytes);
	}

	#leave({ caller, bytes }: Stay): void {
		this.#total -= bytes;
		const own = (this.#used.get(caller) ?? 0) - bytes;
		if (own > 0) this.#used.set(caller, own);
		else this.#used.delete(caller);
		for (const waiting of this.#waiting) {
			if (this.#fits(waiting)) waiting.begin();
		}
	}

	async #wait(stay: Stay): Promise<void> {
		const { waiting, waitingOfCaller, waitMs } = this.#limits;
		const own = [...this.#waiting].filter(({ caller }) => caller === stay.caller).length;
		if (own >= waitingOfCaller) throw new BusyError('caller');
		if (this.#waiting.size >= waiting) throw new BusyError('all');
		await new Promise<void>((resolve, reject) => {
			const end = () => {
				clearTimeout(timer);
				stay.signal?.removeEventListener('abort', abort);
				this.#waiting.delete(entry);
			};
			const give = (reason: unknown) => {
				end();
				reject(reason instanceof Error ? reason : new Error(String(reason)));
			};
			const abort = () => give(stay.signal?.reason);
			const isOwn = (this.#used.get(stay.caller) ?? 0) + stay.bytes > this.#limits.bytesOfCaller;
			const timer = setTimeout(() => give(new BusyError(isOwn ? 'caller' : 'all')), waitMs);
			const entry: Waiting = {
				...stay,
				begin: () => {
					end();
					this.#enter(stay);
					resolve();
				}
			};
			this.#waiting.add(entry);
			stay.signal?.addEventListener('abort', abort, { once: true });
		});
	}
}

import type {
	FromRasterWorker,
	RasterAnswers,
	RasterTask,
	ReadPlace,
	ReadStyle,
	ToRasterWorker
} from './raster-wire.ts';
import { SourceError } from './tile-source.ts';

interface Pending {
	readonly resolve: (value: never) => void;
	readonly reject: (error: unknown) => void;
}

interface Member {
	readonly worker: Worker;
	readonly pending: Map<number, Pending>;
}

export interface RasterWork<T extends RasterTask> {
	readonly place: ReadPlace;
	readonly style: ReadStyle;
	readonly task: T;
}

/** Each worker reads headers and keeps blocks of its own. */
const MANY_CORES = 4;

/** The workers that read rasters; all layers share them. They start with the first task. */
export class RasterWorkers {
	readonly #members: (Member | undefined)[];
	#lastId = 0;

	constructor(count = navigator.hardwareConcurrency >= MANY_CORES ? 2 : 1) {
		this.#members = Array.from({ length: count });
	}

	async run<T extends RasterTask>(
		{ place, style, task }: RasterWork<T>,
		signal: AbortSignal
	): Promise<RasterAnswers[T['t']]> {
		signal.throwIfAborted();
		const member = this.#memberFor(task);
		const id = ++this.#lastId;
		const abort = () => {
			send(member, { t: 'abort', id });
			member.pending.get(id)?.reject(signal.reason);
			member.pending.delete(id);
		};
		signal.addEventListener('abort', abort, { once: true });
		try {
			return await new Promise<RasterAnswers[T['t']]>((resolve, reject) => {
				member.pending.set(id, { resolve, reject });
				send(member, { t: 'task', id, place, style, task });
			});
		} finally {
			signal.removeEventListener('abort', abort);
		}
	}

	close(): void {
		for (const member of this.#members) member?.worker.terminate();
		this.#members.fill(undefined);
	}

	/** Neighbouring tiles are read from the same blocks. */
	#memberFor(task: RasterTask): Member {
		const hash = task.t === 'tile' ? (task.x >> 1) + (task.y >> 1) + task.z : 0;
		const place = hash % this.#members.length;
		return (this.#members[place] ??= this.#start(place));
	}

	#start(place: number): Member {
		const worker = new Worker(new URL('./raster.worker.ts', import.meta.url), {
			type: 'module',
			name: 'samsyn-raster'
		});
		const pending = new Map<number, Pending>();
		worker.onmessage = ({ data }: MessageEvent<FromRasterWorker>) => {
			const waiting = pending.get(data.id);
			pending.delete(data.id);
			if (data.t === 'failed') waiting?.reject(new SourceError(data.fault, data.detail));
			else if (waiting !== undefined) waiting.resolve(data.value as never);
			// Whoever asked has given up: nobody else frees the picture.
			else if (data.value instanceof ImageBitmap) data.value.close();
		};
		worker.onerror = () => {
			this.#members[place] = undefined;
			worker.terminate();
			for (const { reject } of pending.values()) reject(new SourceError('unreachable'));
			pending.clear();
		};
		return { worker, pending };
	}
}

let shared: RasterWorkers | undefined;

export function sharedRasterWorkers(): RasterWorkers {
	return (shared ??= new RasterWorkers());
}

function send({ worker }: Member, message: ToRasterWorker): void {
	worker.postMessage(message);
}

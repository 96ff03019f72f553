import { Worker } from 'node:worker_threads';
import type { Logger } from '../log.ts';
import { RasterJobError } from './raster-job.ts';
import type { FromWorker, RasterJob, ToWorker } from './raster-job.ts';

export interface PoolOptions {
	readonly workers: number;
	readonly allowHosts: readonly string[];
	/** The proj definition of an EPSG code. */
	readonly definitionOf: (code: number) => Promise<string | undefined>;
	readonly log: Logger;
}

interface Pending {
	readonly resolve: (value: unknown) => void;
	readonly reject: (error: unknown) => void;
}

interface Member {
	readonly worker: Worker;
	readonly pending: Map<number, Pending>;
}

const JOB_LIMIT_MS = 60_000;
/** A worker that knows the blocks is preferred until it has this many jobs more than another. */
const PATIENCE = 2;

/** Worker threads that read and draw rasters. They start with the first job. */
export class RasterPool {
	readonly #options: PoolOptions;
	readonly #members: (Member | undefined)[];
	#lastId = 0;
	#isClosed = false;

	constructor(options: PoolOptions) {
		this.#options = options;
		this.#members = Array.from({ length: options.workers });
	}

	async run(job: RasterJob, signal: AbortSignal): Promise<unknown> {
		signal.throwIfAborted();
		if (this.#isClosed) throw new Error('the raster pool is closed');
		const member = this.#choose(job);
		const id = ++this.#lastId;
		const limit = AbortSignal.timeout(JOB_LIMIT_MS);
		const stopped = AbortSignal.any([signal, limit]);
		const abort = () => {
			send(member, { t: 'abort', id });
			const reason: unknown = limit.aborted
				? new RasterJobError('source', 'The file took too long to read.')
				: signal.reason;
			member.pending.get(id)?.reject(reason);
		};
		stopped.addEventListener('abort', abort, { once: true });
		try {
			return await new Promise((resolve, reject) => {
				member.pending.set(id, { resolve, reject });
				send(member, { t: 'job', id, job });
			});
		} finally {
			member.pending.delete(id);
			stopped.removeEventListener('abort', abort);
		}
	}

	async close(): Promise<void> {
		this.#isClosed = true;
		const members = this.#members.filter((member) => member !== undefined);
		await Promise.all(members.map(({ worker }) => worker.terminate()));
	}

	#choose(job: RasterJob): Member {
		const loads = this.#members.map((member) => member?.pending.size ?? 0);
		const least = Math.min(...loads);
		const home = homeOf(job) % this.#members.length;
		const isPatient = (loads[home] ?? 0) <= least + PATIENCE;
		const chosen = isPatient ? home : loads.indexOf(least);
		return (this.#members[chosen] ??= this.#start(chosen));
	}

	#start(place: number): Member {
		const { allowHosts, log } = this.#options;
		const worker = new Worker(new URL('./raster.worker.ts', import.meta.url), {
			workerData: { allowHosts }
		});
		worker.unref();
		const member: Member = { worker, pending: new Map() };
		const fail = (error: unknown) => {
			if (this.#members[place] === member) this.#members[place] = undefined;
			for (const { reject } of member.pending.values()) reject(error);
			member.pending.clear();
		};
		worker.on('message', (message: FromWorker) => this.#hear(member, message));
		worker.on('error', (error) => {
			log.error({ err: error }, 'a raster worker failed');
			fail(error);
		});
		worker.on('exit', () => fail(new Error('a raster worker stopped')));
		return member;
	}

	#hear(member: Member, message: FromWorker): void {
		if (message.t === 'crs') {
			void this.#options
				.definitionOf(message.code)
				.catch((error: unknown) => {
					this.#options.log.error({ err: error }, 'a coordinate system could not be read');
					return undefined;
				})
				.then((definition) => send(member, { t: 'crs', code: message.code, definition }));
			return;
		}
		const pending = member.pending.get(message.id);
		if (message.t === 'done') pending?.resolve(message.value);
		else pending?.reject(errorOf(message));
	}
}

function send({ worker }: Member, message: ToWorker): void {
	worker.postMessage(message);
}

function errorOf({ trouble, message }: Extract<FromWorker, { t: 'failed' }>): Error {
	return trouble === undefined ? new Error(message) : new RasterJobError(trouble, message);
}

/** Neighbouring tiles are read from the same blocks. */
function homeOf(job: RasterJob): number {
	const place = job.place.kind === 'url' ? job.place.url : job.place.path;
	let hash = 0;
	for (let i = 0; i < place.length; i++) hash = (hash * 31 + place.charCodeAt(i)) >>> 0;
	return job.t === 'tile' ? (hash + (job.x >> 1) + (job.y >> 1) + job.z) >>> 0 : hash;
}

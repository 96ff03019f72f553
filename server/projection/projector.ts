import type { Database } from '../db/database.ts';
import { hasMap } from '../db/projection-comments.ts';
import { listBehind } from '../db/projection-state.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { compare } from './compare.ts';
import { Dirty, observeDirty } from './dirty.ts';
import type { ProjectionSource } from './source.ts';
import { write } from './write.ts';

/** From the first change until the tables are written: changes in between go along. */
const FLUSH_MS = 500;
/** After a failure; doubled with each one up to the longest. */
const RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;

export interface ProjectorOptions {
	readonly database: Database;
	readonly log: Logger;
	readonly metrics: Pick<Metrics, 'projectionLagSeconds'>;
	/** Loads a document that nobody has open. */
	readonly loadSource: (name: string) => Promise<ProjectionSource>;
	readonly flushMs?: number;
}

interface Followed {
	readonly source: ProjectionSource;
	readonly stopObserving: () => void;
	dirty: Dirty;
	/** The tables are behind the log: compare everything before the next write. */
	needsRepair: boolean;
	/** A talk whose map has no row yet: it is written when the map is. */
	awaitsMap: boolean;
	timer: NodeJS.Timeout | undefined;
	running: Promise<void> | undefined;
	failures: number;
}

/** Keeps the tables as the documents are: follows live ones, and repairs what a crash left behind. */
export class Projector {
	readonly #options: ProjectorOptions;
	readonly #flushMs: number;
	readonly #followed = new Map<ProjectionSource, Followed>();
	#stopped = false;

	constructor(options: ProjectorOptions) {
		this.#options = options;
		this.#flushMs = options.flushMs ?? FLUSH_MS;
		options.metrics.projectionLagSeconds.set(0);
	}

	/** Follows a document from now on. `isBehind`: the tables miss some of what it holds. */
	follow(source: ProjectionSource, options: { readonly isBehind: boolean }): void {
		const followed: Followed = {
			source,
			stopObserving: observeDirty(source.doc, source.kind, (mark) => {
				mark(followed.dirty);
				followed.dirty.since ??= performance.now();
				this.#schedule(followed, this.#flushMs);
			}),
			dirty: new Dirty(),
			needsRepair: options.isBehind,
			awaitsMap: false,
			timer: undefined,
			running: undefined,
			failures: 0
		};
		this.#followed.set(source, followed);
		if (options.isBehind) this.#schedule(followed, 0);
	}

	unfollow(source: ProjectionSource): void {
		const followed = this.#followed.get(source);
		if (followed === undefined) return;
		clearTimeout(followed.timer);
		followed.stopObserving();
		this.#followed.delete(source);
	}

	/** Stops following a document, and waits until nothing is written of it any more. */
	async release(source: ProjectionSource): Promise<void> {
		const running = this.#followed.get(source)?.running;
		this.unfollow(source);
		await running;
	}

	/** Whether the tables still miss something of it. */
	isBehind(source: ProjectionSource): boolean {
		const followed = this.#followed.get(source);
		return (
			followed !== undefined &&
			(followed.needsRepair || !followed.dirty.isEmpty || followed.running !== undefined)
		);
	}

	/** Writes what changed now, and waits for it. Rejects when the database refuses. */
	async flush(source: ProjectionSource): Promise<void> {
		const followed = this.#followed.get(source);
		if (followed === undefined) return;
		await followed.running;
		await this.#run(followed);
		if (followed.failures > 0) throw new Error(`${source.name} could not be projected`);
	}

	/** Seconds since the oldest change that the tables do not show. */
	measureLag(): void {
		const oldest = Math.min(
			...[...this.#followed.values()].map(({ dirty }) => dirty.since ?? Infinity)
		);
		const lag = oldest === Infinity ? 0 : (performance.now() - oldest) / 1000;
		this.#options.metrics.projectionLagSeconds.set(lag);
	}

	/** Repairs the tables of documents that were written to, but not projected, before a crash. */
	async catchUp(): Promise<void> {
		const { database, log, loadSource } = this.#options;
		for (const name of await listBehind(database)) {
			if (this.#stopped) return;
			if ([...this.#followed.keys()].some((source) => source.name === name)) continue;
			try {
				await repair(database, await loadSource(name));
				log.info({ document: name }, 'tables repaired');
			} catch (error) {
				log.error({ err: error, document: name }, 'tables could not be repaired');
			}
		}
	}

	/** Writes what is left, and follows nothing any more. */
	async stop(): Promise<void> {
		this.#stopped = true;
		const sources = [...this.#followed.keys()];
		await Promise.allSettled(sources.map((source) => this.flush(source)));
		for (const source of sources) this.unfollow(source);
	}

	#schedule(followed: Followed, delayMs: number): void {
		if (this.#stopped || followed.running !== undefined) return;
		followed.timer ??= setTimeout(() => void this.#run(followed), delayMs);
	}

	#mapWritten(mapId: string): void {
		for (const followed of this.#followed.values()) {
			if (!followed.awaitsMap || followed.source.id !== mapId) continue;
			followed.needsRepair = true;
			this.#schedule(followed, 0);
		}
	}

	#run(followed: Followed): Promise<void> {
		clearTimeout(followed.timer);
		followed.timer = undefined;
		followed.running ??= this.#writeOnce(followed).finally(() => {
			followed.running = undefined;
			if (!this.#followed.has(followed.source)) return;
			if (followed.needsRepair || !followed.dirty.isEmpty) {
				const delay = Math.min(RETRY_MS * 2 ** (followed.failures - 1), LONGEST_RETRY_MS);
				this.#schedule(followed, followed.failures === 0 ? this.#flushMs : delay);
			}
		});
		return followed.running;
	}

	/** Never rejects: what could not be written is tried again. */
	async #writeOnce(followed: Followed): Promise<void> {
		const { database, log } = this.#options;
		const { source } = followed;
		const dirty = followed.dirty;
		followed.dirty = new Dirty();
		try {
			followed.awaitsMap = source.kind === 'talk' && !(await hasMap(database.pool, source.id));
			if (followed.needsRepair) dirty.add(await compare(database, source));
			if (!followed.awaitsMap && (!dirty.isEmpty || followed.needsRepair)) {
				const faults = await write(database, source, dirty);
				if (faults.length > 0) log.warn({ document: source.name, faults }, 'not projected');
			}
			followed.needsRepair = false;
			followed.failures = 0;
			if (source.kind === 'map') this.#mapWritten(source.id);
		} catch (error) {
			followed.dirty.add(dirty);
			followed.failures++;
			log.error({ err: error, document: source.name }, 'the tables could not be written');
		}
	}
}

/** Makes the tables show a document, whatever they showed before. */
export async function repair(
	database: Database,
	source: ProjectionSource,
	options: { readonly notify?: boolean } = {}
): Promise<Dirty> {
	const different = await compare(database, source);
	const awaitsMap = source.kind === 'talk' && !(await hasMap(database.pool, source.id));
	if (source.exists && !awaitsMap) await write(database, source, different, options);
	return different;
}

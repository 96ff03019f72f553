import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../db/database.ts';
import { appendUpdates } from '../db/documents.ts';
import type { LogEntry } from '../db/documents.ts';
import { databaseAnswers } from '../db/health.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';

/** One INSERT takes this much at most, so that a large import does not hold up everybody. */
const BATCH_ROWS = 128;
const BATCH_BYTES = 8 * 1024 * 1024;
/** Updates that may wait for the database; beyond it, new ones are refused at once. */
const WAITING_BYTES = 64 * 1024 * 1024;
/** An INSERT that takes longer counts as failed. */
const INSERT_LIMIT_MS = 5_000;
/** How long an update waits for a database that is away: a restart passes without a reconnect. */
const PATIENCE_MS = 8_000;
const RETRY_MS = 250;
/** With nothing waiting: how often to ask whether the database is back, and how long it may take. */
const PROBE_MS = 1_000;

/** The database is away; the update was not acknowledged and will be sent again by its client. */
export class LogUnavailableError extends Error {
	override readonly name = 'LogUnavailableError';
	/**
	 * Of an update whose INSERT began, so that nobody knows whether it is in the log: it goes on being
	 * written until it is. Its sequence then, or `undefined` when the database refuses it. Never rejects.
	 */
	readonly outcome: Promise<number | undefined> | undefined;

	constructor(
		message: string,
		{ outcome, ...options }: ErrorOptions & { outcome?: Promise<number | undefined> } = {}
	) {
		super(message, options);
		this.outcome = outcome;
	}
}

export interface UpdateLogOptions {
	readonly database: Database;
	readonly log: Logger;
	readonly metrics: Pick<Metrics, 'logAppendSeconds'>;
	/** The database went away, or came back. */
	readonly onState: (state: 'paused' | 'resumed') => void;
	readonly patienceMs?: number | undefined;
}

interface Waiting {
	readonly entry: LogEntry;
	readonly since: number;
	/** An INSERT of it began, and no answer came: it may be in the log. */
	inDoubt: boolean;
	/** Whoever waited was told that the database is away. */
	isGivenUp: boolean;
	resolve: (seq: number) => void;
	reject: (error: Error) => void;
}

/**
 * The log of updates, with group commit: while one INSERT is in flight, what arrives is collected for
 * the next. Updates keep their order, across documents. What may be in the log is written until it
 * certainly is, so that the log never holds what the document in memory lacks: twice does no harm.
 */
export class UpdateLog {
	readonly #options: UpdateLogOptions;
	readonly #patienceMs: number;
	#queue: Waiting[] = [];
	#waitingBytes = 0;
	#writing = false;
	#paused = false;
	#closed = false;

	constructor(options: UpdateLogOptions) {
		this.#options = options;
		this.#patienceMs = options.patienceMs ?? PATIENCE_MS;
	}

	get isPaused(): boolean {
		return this.#paused;
	}

	/** Resolves with the update's sequence when it is committed. Rejects with LogUnavailableError. */
	append(entry: LogEntry): Promise<number> {
		if (this.#waitingBytes + entry.update.length > WAITING_BYTES) {
			return Promise.reject(new LogUnavailableError('too much is waiting for the database'));
		}
		this.#waitingBytes += entry.update.length;
		return new Promise((resolve, reject) => {
			const since = performance.now();
			this.#queue.push({ entry, since, inDoubt: false, isGivenUp: false, resolve, reject });
			if (!this.#writing) void this.#write();
		});
	}

	/**
	 * Asks no more whether a database that is away came back. What waits is still tried, but what was
	 * given up only once more.
	 */
	close(): void {
		this.#closed = true;
	}

	async #write(): Promise<void> {
		this.#writing = true;
		while (this.#queue.length > 0 || (this.#paused && !this.#closed)) {
			if (this.#queue.length > 0) await this.#writeBatch(takeBatch(this.#queue));
			else await this.#probe();
		}
		this.#writing = false;
	}

	async #writeBatch(batch: readonly Waiting[]): Promise<void> {
		try {
			const entries = batch.map((waiting) => waiting.entry);
			const seqs = await appendUpdates(this.#options.database, entries, INSERT_LIMIT_MS);
			this.#settle(batch, seqs);
		} catch (error) {
			if (!neverBegan(error)) for (const waiting of batch) waiting.inDoubt = true;
			this.#queue = [...batch, ...this.#queue];
			this.#fail(error);
			await sleep(RETRY_MS);
		}
	}

	async #probe(): Promise<void> {
		await sleep(RETRY_MS);
		if (await databaseAnswers(this.#options.database, PROBE_MS)) this.#setPaused(false);
	}

	#settle(batch: readonly Waiting[], seqs: readonly number[]): void {
		this.#setPaused(false);
		const now = performance.now();
		batch.forEach(({ entry, since, resolve, reject }, i) => {
			this.#waitingBytes -= entry.update.length;
			this.#options.metrics.logAppendSeconds.observe((now - since) / 1000);
			const seq = seqs[i];
			if (seq === undefined) reject(new LogUnavailableError('no sequence for an update'));
			else resolve(seq);
		});
	}

	#fail(error: unknown): void {
		if (!this.#paused) this.#options.log.error({ err: error }, 'the log cannot be written');
		this.#setPaused(true);
		const oldest = performance.now() - this.#patienceMs;
		const isRefused = wasRefused(error);
		this.#queue = this.#queue.filter((waiting) => {
			if (waiting.since > oldest) return true;
			const staysInDoubt = waiting.inDoubt && !isRefused && !this.#closed;
			this.#giveUp(waiting, staysInDoubt, error);
			return staysInDoubt;
		});
	}

	#giveUp(waiting: Waiting, staysInDoubt: boolean, cause: unknown): void {
		const { entry, reject, isGivenUp } = waiting;
		if (!staysInDoubt) this.#waitingBytes -= entry.update.length;
		if (isGivenUp && !staysInDoubt) {
			const { document } = entry;
			this.#options.log.error({ err: cause, document }, 'nobody knows whether an update is logged');
			reject(new LogUnavailableError('not carried out', { cause }));
		}
		if (isGivenUp) return;
		waiting.isGivenUp = true;
		const outcome = staysInDoubt ? outcomeOf(waiting) : undefined;
		const options = { cause, ...(outcome === undefined ? {} : { outcome }) };
		reject(new LogUnavailableError('the database is away', options));
	}

	#setPaused(paused: boolean): void {
		if (this.#paused === paused) return;
		this.#paused = paused;
		if (!paused) this.#options.log.info('the log can be written again');
		this.#options.onState(paused ? 'paused' : 'resumed');
	}
}

/** Takes the front of the queue: at least one, and no more than one INSERT should carry. */
function takeBatch(queue: Waiting[]): Waiting[] {
	let bytes = 0;
	let count = 0;
	for (const { entry } of queue) {
		bytes += entry.update.length;
		if (count > 0 && (count >= BATCH_ROWS || bytes > BATCH_BYTES)) break;
		count++;
	}
	return queue.splice(0, count);
}

/** What becomes of an update from now on. */
function outcomeOf(waiting: Waiting): Promise<number | undefined> {
	return new Promise((resolve) => {
		waiting.resolve = resolve;
		waiting.reject = () => resolve(undefined);
	});
}

/** The database was not even asked. */
function neverBegan(error: unknown): boolean {
	return ['ECONNREFUSED', 'ENOENT', 'ENOTFOUND'].includes(codeOf(error));
}

/**
 * It answered, and not that it is going away, starting, read-only, busy or short of something (classes
 * 08, 25, 40, 53, 57 and 58 of SQLSTATE): asked again, it would say the same.
 */
function wasRefused(error: unknown): boolean {
	// EPIPE has five letters too.
	return /^(?=.*\d)(?!08|25|40|53|57|58)[0-9A-Z]{5}$/.test(codeOf(error));
}

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error && typeof error.code === 'string'
		? error.code
		: '';
}

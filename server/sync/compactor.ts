import * as Y from 'yjs';
import type { Database } from '../db/database.ts';
import { storeSnapshot } from '../db/documents-compact.ts';
import type { Logger } from '../log.ts';
import type { LiveDocument } from './live-document.ts';

/** While a document is in use: so many rows, or so many bytes and a part of the snapshot. */
const ROWS_IN_USE = 1_000;
const BYTES_IN_USE = 1024 * 1024;
const SHARE_IN_USE = 0.25;
/** When nobody uses it any more: loading it next time should be quick. */
const ROWS_AT_REST = 50;
const BYTES_AT_REST = 64 * 1024;
/** After a compaction that failed or lost against another process. */
const PAUSE_MS = 30_000;

export interface CompactorOptions {
	readonly database: Database;
	readonly log: Logger;
	readonly rowsInUse?: number | undefined;
}

/**
 * Turns the log of a document into its snapshot. The document in memory is exactly the last snapshot
 * and the rows noted in `LiveDocument`, so it is encoded as it stands, and exactly those rows go.
 */
export class Compactor {
	readonly #options: CompactorOptions;
	readonly #rowsInUse: number;
	readonly #running = new Map<LiveDocument, Promise<void>>();
	readonly #notBefore = new WeakMap<LiveDocument, number>();

	constructor(options: CompactorOptions) {
		this.#options = options;
		this.#rowsInUse = options.rowsInUse ?? ROWS_IN_USE;
	}

	isRunning(live: LiveDocument): boolean {
		return this.#running.has(live);
	}

	/** Compacts a document in use when its log has grown long. */
	consider(live: LiveDocument): void {
		const { loggedRows, loggedBytes, snapshotBytes } = live;
		const isLarge = loggedBytes >= BYTES_IN_USE && loggedBytes >= snapshotBytes * SHARE_IN_USE;
		if (loggedRows >= this.#rowsInUse || isLarge) void this.compact(live);
	}

	/** Compacts a document that nobody uses any more when that makes the next load quicker. */
	async considerAtRest(live: LiveDocument): Promise<void> {
		if (live.loggedRows >= ROWS_AT_REST || live.loggedBytes >= BYTES_AT_REST) {
			await this.compact(live);
		}
	}

	/** Never rejects: what is not compacted stays in the log. */
	compact(live: LiveDocument): Promise<void> {
		const running = this.#running.get(live);
		if (running !== undefined) return running;
		if ((this.#notBefore.get(live) ?? 0) > performance.now()) return Promise.resolve();
		const compaction = this.#compact(live).finally(() => this.#running.delete(live));
		this.#running.set(live, compaction);
		return compaction;
	}

	async #compact(live: LiveDocument): Promise<void> {
		const { database, log } = this.#options;
		const seqs = live.loggedSeqs();
		const bytes = live.loggedBytes;
		if (seqs.length === 0) return;
		const snapshot = Y.encodeStateAsUpdate(live.doc);
		const { name: document, snapshotVersion: baseVersion } = live;
		try {
			const stored = await storeSnapshot(database, { document, snapshot, baseVersion, seqs });
			if (stored) {
				live.compacted(seqs, { bytes, snapshotBytes: snapshot.length });
				return;
			}
			// Another process holds the document too. Its snapshot has its rows, the log has ours.
			log.warn({ document }, 'another process has compacted this document');
		} catch (error) {
			log.error({ err: error, document }, 'could not compact');
		}
		this.#notBefore.set(live, performance.now() + PAUSE_MS);
	}
}

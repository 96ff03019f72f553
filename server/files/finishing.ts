import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../db/database.ts';
import { endUpload, receivingUploads } from '../db/uploads.ts';
import type { Logger } from '../log.ts';
import type { RasterPool } from '../tiles/raster-pool.ts';
import { finishUpload, MAKING_SUFFIX } from './finish-upload.ts';
import { isNotFound } from './upload-store.ts';
import type { UploadStore } from './upload-store.ts';

interface Parts {
	readonly store: UploadStore;
	readonly folder: string;
	readonly database: Database;
	readonly pool: RasterPool;
	readonly maxPixels: number;
	readonly log: Logger;
}

/** GDAL takes a core and hundreds of megabytes for each; the rest waits in turn. */
const AT_ONCE = 2;
/** For a store that hangs: it may keep a server from stopping no longer than this. */
const STOP_LIMIT_MS = 5_000;

/** Uploads that have come and are being checked. */
export class Finishing {
	readonly #parts: Parts;
	readonly #stopping = new AbortController();
	readonly #running = new Set<Promise<void>>();
	readonly #waiting: (() => void)[] = [];
	#places = AT_ONCE;

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	begin(id: string): void {
		this.#follow(this.#finish(id));
	}

	/** Checks what had come whole when the server ended, one after the other. */
	resume(): void {
		this.#follow(this.#finishInterrupted());
	}

	async stop(): Promise<void> {
		this.#stopping.abort();
		await Promise.race([
			Promise.allSettled(this.#running),
			sleep(STOP_LIMIT_MS, undefined, { ref: false })
		]);
	}

	#follow(work: Promise<void>): void {
		const { log } = this.#parts;
		const running = work
			.catch((error: unknown) => log.error({ err: error }, 'an upload could not be finished'))
			.finally(() => this.#running.delete(running));
		this.#running.add(running);
	}

	async #finish(id: string): Promise<void> {
		if (this.#places > 0) this.#places -= 1;
		else await new Promise<void>((resolve) => this.#waiting.push(resolve));
		try {
			const stopping = this.#stopping.signal;
			// What was not begun is left for the next start.
			if (!stopping.aborted) await finishUpload(id, { ...this.#parts, stopping });
		} finally {
			const next = this.#waiting.shift();
			if (next === undefined) this.#places += 1;
			else next();
		}
	}

	async #finishInterrupted(): Promise<void> {
		const { database, folder } = this.#parts;
		for (const name of await readdir(folder)) {
			if (name.endsWith(MAKING_SUFFIX)) await rm(join(folder, name), { force: true });
		}
		for (const id of await receivingUploads(database)) {
			if (this.#stopping.signal.aborted) return;
			if (await this.#hasCome(id)) await this.#finish(id);
		}
	}

	/** Of the others, who sends them goes on, or they become stale. */
	async #hasCome(id: string): Promise<boolean> {
		const { store, database } = this.#parts;
		try {
			const { offset, size } = await store.tus.getUpload(id);
			return offset === size;
		} catch (error) {
			if (!isNotFound(error)) throw error;
			const reason = 'The server no longer has what was sent of this file: upload it again.';
			const end = { totalBytes: 0, storageKey: id, metadata: { reason } };
			await endUpload(database, id, { status: 'failed', ...end });
			return false;
		}
	}
}

import { randomUUID } from 'node:crypto';
import { open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../db/database.ts';
import { endUpload } from '../db/uploads.ts';
import type { Logger } from '../log.ts';
import { RasterJobError } from '../tiles/raster-job.ts';
import type { RasterPool } from '../tiles/raster-pool.ts';
import { makeCog } from './make-cog.ts';
import type { UploadStore } from './upload-store.ts';

interface Parts {
	readonly store: UploadStore;
	readonly folder: string;
	readonly database: Database;
	readonly pool: RasterPool;
	readonly log: Logger;
	/** The server stops: what is not finished is begun anew at the next start. */
	readonly stopping: AbortSignal;
}

/** Of files that are being made. */
export const MAKING_SUFFIX = '-making.tif';

/** Checks a file that came, makes a COG of it where GDAL is installed, and notes the outcome. */
export async function finishUpload(id: string, parts: Parts): Promise<void> {
	const { database, log, stopping } = parts;
	try {
		await check(id, parts);
	} catch (error) {
		if (stopping.aborted) return;
		const isExpected = error instanceof RasterJobError;
		if (!isExpected) log.error({ err: error, upload: id }, 'an upload could not be checked');
		const reason = isExpected ? error.message : 'The file could not be read.';
		const end = { totalBytes: 0, storageKey: id, metadata: { reason } };
		if (await endUpload(database, id, { status: 'failed', ...end })) await tidy(id, parts);
	}
}

async function check(id: string, parts: Parts): Promise<void> {
	const { store, folder, database, pool, log, stopping } = parts;
	const borrowed = await store.borrow(id, stopping);
	// A name of its own: a GDAL that outlived a server that was killed may still write to the last one.
	const cogPath = join(folder, `${id}-${randomUUID()}${MAKING_SUFFIX}`);
	try {
		await checkMagic(borrowed.path);
		const isCog = await makeCog(borrowed.path, cogPath, { log, signal: stopping });
		const path = isCog ? cogPath : borrowed.path;
		const info = await pool.run({ t: 'info', place: { kind: 'file', path } }, stopping);
		const { size: totalBytes } = await stat(path);
		const storageKey = isCog ? `${id}-cog` : id;
		if (isCog) await store.keep(cogPath, storageKey);
		const metadata = { info: info as never, isCog };
		const end = { status: 'complete', totalBytes, storageKey, metadata } as const;
		if ((await endUpload(database, id, end)) && isCog) await tidy(id, parts);
	} finally {
		await rm(cogPath, { force: true });
		await borrowed.release();
	}
}

/** Removes what came. That it stays is no reason to say that the upload failed. */
async function tidy(id: string, { store, log }: Parts): Promise<void> {
	await store.remove(id).catch((error: unknown) => {
		log.warn({ err: error, upload: id }, 'what was uploaded could not be removed');
	});
}

const LITTLE_ENDIAN = 'II';
const BIG_ENDIAN = 'MM';
const VERSIONS = [42, 43];

async function checkMagic(path: string): Promise<void> {
	const file = await open(path);
	try {
		const start = Buffer.alloc(4);
		await file.read(start, 0, 4, 0);
		const order = start.toString('latin1', 0, 2);
		const version = order === LITTLE_ENDIAN ? start.readUInt16LE(2) : start.readUInt16BE(2);
		const isTiff = order === LITTLE_ENDIAN || order === BIG_ENDIAN;
		if (!isTiff || !VERSIONS.includes(version)) {
			throw new RasterJobError('raster', 'The file is not a GeoTIFF.');
		}
	} finally {
		await file.close();
	}
}

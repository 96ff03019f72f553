import { randomUUID } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../db/database.ts';
import { endUpload } from '../db/uploads.ts';
import type { Logger } from '../log.ts';
import { RasterJobError } from '../tiles/raster-job.ts';
import type { RasterPool } from '../tiles/raster-pool.ts';
import { makeCog } from './make-cog.ts';
import { readTiffSize } from './tiff-size.ts';
import type { UploadStore } from './upload-store.ts';

interface Parts {
	readonly store: UploadStore;
	readonly folder: string;
	readonly database: Database;
	readonly pool: RasterPool;
	/** Width × height × bands. */
	readonly maxPixels: number;
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
		await checkSize(borrowed.path, parts.maxPixels);
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

/** Before GDAL reads it: a file of a few bytes may name an extent that takes hours and gigabytes. */
async function checkSize(path: string, maxPixels: number): Promise<void> {
	const size = await readTiffSize(path);
	if (size === undefined) throw new RasterJobError('raster', 'The file is not a GeoTIFF.');
	const { width, height, bands } = size;
	if (width * height * bands <= maxPixels) return;
	const millions = (pixels: number) => Math.round(pixels / 1e6).toLocaleString('en');
	throw new RasterJobError(
		'raster',
		`The raster has ${millions(width * height * bands)} million values; ${millions(maxPixels)} million are allowed here. Cut it, or make its pixels larger.`
	);
}

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Database } from '../db/database.ts';
import { readCrs, showsUpload } from '../db/raster-layers.ts';
import { FetchRoom } from '../fetch/fetch-room.ts';
import { createAddressCheck, createGuardedFetch, trustIn } from '../fetch/guarded-fetch.ts';
import type { GuardedFetch } from '../fetch/guarded-fetch.ts';
import type { Logger } from '../log.ts';
import type { RasterSettings } from '../raster-settings.ts';
import { createByteCache } from './byte-cache.ts';
import type { ByteCache } from './byte-cache.ts';
import { LayerAccess } from './layer-access.ts';
import { RasterPool } from './raster-pool.ts';
import { RasterService } from './raster-service.ts';
import { createUploads } from '../files/uploads.ts';
import type { Uploads } from '../files/uploads.ts';

/** All that serves rasters, uploads and services of others. */
export interface Rasters {
	readonly access: LayerAccess;
	readonly service: RasterService;
	readonly uploads: Uploads;
	readonly fetch: GuardedFetch;
	readonly cache: ByteCache;
	close(): Promise<void>;
}

interface Options {
	readonly settings: RasterSettings;
	readonly dataFolder: string;
	readonly database: Database;
	readonly log: Logger;
}

export function createRasters({ settings, dataFolder, database, log }: Options): Rasters {
	const { allowHosts, workers, redisUrl } = settings;
	// Our own store is ours, wherever it is.
	const store = settings.uploads.s3?.endpoint;
	const trusted = store === undefined ? allowHosts : [...allowHosts, new URL(store).host];
	const fetch = createGuardedFetch({ allowHosts, room: new FetchRoom() });
	const cache = createByteCache(redisUrl, log);
	const pool = new RasterPool({
		workers,
		allowHosts: trusted,
		definitionOf: (code) => readCrs(database, code),
		log
	});
	const uploads = createUploads({
		settings: settings.uploads,
		folder: join(dataFolder, 'uploads'),
		database,
		pool,
		log
	});
	const placeOfUpload = async (layerId: string, uploadId: string) =>
		(await showsUpload(database, layerId, uploadId)) ? uploads.placeOf(uploadId) : undefined;
	return {
		access: new LayerAccess(database),
		service: new RasterService({
			pool,
			cache,
			fetch,
			placeOfUpload,
			checkAddress: createAddressCheck({ allowHosts }),
			isTrusted: trustIn(allowHosts)
		}),
		uploads,
		fetch,
		cache,
		async close() {
			await uploads.close();
			await Promise.all([pool.close(), cache.close()]);
		}
	};
}

export function etagOf(bytes: Uint8Array): string {
	return `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`;
}

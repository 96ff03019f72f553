import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { Server } from '@tus/server';
import type { Upload } from '@tus/server';
import type { Database } from '../db/database.ts';
import {
	addUpload,
	findUpload,
	forgetStaleUploads,
	forgetUpload,
	touchUpload
} from '../db/uploads.ts';
import type { UploadRow } from '../db/uploads.ts';
import type { Logger } from '../log.ts';
import type { UploadSettings } from '../raster-settings.ts';
import type { RasterPlace } from '../tiles/raster-job.ts';
import type { RasterPool } from '../tiles/raster-pool.ts';
import { Finishing } from './finishing.ts';
import { folderStore, s3UploadStore } from './upload-store.ts';
import type { ByteSpan, UploadStore } from './upload-store.ts';

export interface Uploads {
	/** The tus protocol, for somebody who is signed in. */
	handle(request: Request, userId: string): Promise<Response>;
	find(id: string): Promise<UploadRow | undefined>;
	/** Where a finished one can be read. */
	placeOf(id: string): Promise<RasterPlace | undefined>;
	read(row: UploadRow, range: ByteSpan): Promise<Readable>;
	/** Of one that has ended. */
	remove(row: UploadRow): Promise<void>;
	/** What is being checked is left as it is, for the next start. */
	close(): Promise<void>;
}

const PATH = '/api/uploads';
const STALE_HOURS = 48;
const CLEAN_UP_MS = 60 * 60_000;
const MAX_NAME = 255;
const DELETED = 204;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface Options {
	readonly settings: UploadSettings;
	readonly folder: string;
	readonly database: Database;
	readonly pool: RasterPool;
	readonly log: Logger;
}

export function createUploads(options: Options): Uploads {
	const { settings, folder, database, log } = options;
	mkdirSync(folder, { recursive: true });
	const store =
		settings.s3 === undefined ? folderStore(folder) : s3UploadStore(settings.s3, folder);
	const finishing = new Finishing({ ...options, store, maxPixels: settings.maxPixels });
	finishing.resume();
	const caller = new AsyncLocalStorage<string>();
	const server = tusServer(store, options, {
		callerId: () => caller.getStore() ?? '',
		onComplete: (id) => finishing.begin(id)
	});
	const cleanUp = () => {
		forgetStaleUploads(database, STALE_HOURS)
			.then((keys) => Promise.all(keys.map((key) => store.remove(key))))
			.catch((error: unknown) => log.warn({ err: error }, 'old uploads could not be removed'));
	};
	const timer = setInterval(cleanUp, CLEAN_UP_MS).unref();
	return {
		async handle(request, userId) {
			const response = await caller.run(userId, () => server.handleWeb(request));
			if (request.method === 'DELETE' && response.status === DELETED) {
				await forgetUpload(database, new URL(request.url).pathname.slice(PATH.length + 1));
			}
			return response;
		},
		find: (id) => findUpload(database, id),
		async placeOf(id) {
			const row = await findUpload(database, id);
			return row?.status === 'complete' ? store.place(row.storageKey) : undefined;
		},
		read: (row, range) => store.read(row.storageKey, range),
		async remove({ id, storageKey }) {
			await store.remove(storageKey);
			await forgetUpload(database, id);
		},
		close() {
			clearInterval(timer);
			return finishing.stop();
		}
	};
}

interface Hooks {
	readonly callerId: () => string;
	readonly onComplete: (id: string) => void;
}

function tusServer(store: UploadStore, options: Options, { callerId, onComplete }: Hooks): Server {
	const { settings, database } = options;
	return new Server({
		path: PATH,
		datastore: store.tus,
		maxSize: settings.maxBytes,
		relativeLocation: true,
		disableTerminationForFinishedUploads: true,
		namingFunction: () => randomUUID(),
		async onUploadCreate(_request, upload) {
			await admit(upload, callerId(), options);
			return {};
		},
		// Somebody else's upload does not exist.
		async onIncomingRequest(request, id) {
			if (request.method === 'POST' || request.method === 'OPTIONS') return;
			const row = UUID.test(id) ? await findUpload(database, id) : undefined;
			if (row?.userId !== callerId()) throw refusal(404, 'There is nothing here.');
			if (request.method === 'PATCH') await touchUpload(database, id);
		},
		onUploadFinish(_request, { id }) {
			// Whoever uploads asks how it went (`GET`): a large file takes minutes.
			onComplete(id);
			return Promise.resolve({});
		}
	});
}

async function admit(upload: Upload, userId: string, options: Options): Promise<void> {
	const { settings, database } = options;
	if (upload.size === undefined) throw refusal(400, 'The size of the file must be known.');
	const name = (upload.metadata?.['filename'] ?? '').trim().slice(0, MAX_NAME);
	const isAdmitted = await addUpload(
		database,
		{
			id: upload.id,
			userId,
			fileName: name === '' ? 'raster.tif' : name,
			contentType: 'image/tiff',
			totalBytes: upload.size,
			storageKey: upload.id
		},
		settings.quotaBytes
	);
	if (!isAdmitted) throw refusal(413, 'This is more than you may keep here.');
}

function refusal(status: number, body: string): Error {
	return Object.assign(new Error(body), { status_code: status, body });
}

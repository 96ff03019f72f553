import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FileStore } from '@tus/file-store';
import { S3Store } from '@tus/s3-store';
import { Upload } from '@tus/server';
import type { DataStore } from '@tus/server';
import type { S3Settings } from '../raster-settings.ts';
import type { RasterPlace } from '../tiles/raster-job.ts';
import { signedS3Url } from './sign-s3.ts';

/** Where uploaded bytes are kept. Keys are ours. */
export interface UploadStore {
	readonly tus: DataStore;
	/** A file of this machine with the bytes of a key; `release` afterwards. */
	borrow(key: string, signal: AbortSignal): Promise<Borrowed>;
	/** Takes a file of this machine under another key. */
	keep(path: string, key: string): Promise<void>;
	remove(key: string): Promise<void>;
	place(key: string): RasterPlace;
	read(key: string, range: ByteSpan): Promise<Readable>;
}

interface Borrowed {
	readonly path: string;
	release(): Promise<void>;
}

export interface ByteSpan {
	readonly start: number;
	/** The last byte that belongs to it. */
	readonly end: number;
}

export function folderStore(folder: string): UploadStore {
	const pathOf = (key: string) => join(folder, key);
	return {
		tus: new FileStore({ directory: folder }),
		borrow: (key) => Promise.resolve({ path: pathOf(key), release: () => Promise.resolve() }),
		keep: (path, key) => pipeline(createReadStream(path), createWriteStream(pathOf(key))),
		async remove(key) {
			await rm(pathOf(key), { force: true });
			await rm(pathOf(`${key}.json`), { force: true });
		},
		place: (key) => ({ kind: 'file', path: pathOf(key) }),
		read: (key, { start, end }) => Promise.resolve(createReadStream(pathOf(key), { start, end }))
	};
}

/** Signed for an hour, and the same address for half of it: what was read from it can be kept. */
const SAME_ADDRESS_MS = 30 * 60_000;

/** `scratch`: a folder for files while they are checked. */
export function s3UploadStore(s3: S3Settings, scratch: string): UploadStore {
	const tus = new TidyS3Store(s3);
	const urlOf = (key: string) => {
		const now = new Date(Math.floor(Date.now() / SAME_ADDRESS_MS) * SAME_ADDRESS_MS);
		return signedS3Url(s3, { key, now });
	};
	const open = async (key: string, init: RequestInit = {}) => {
		const response = await fetch(urlOf(key), init);
		if (!response.ok || response.body === null) {
			throw new Error(`the object store answered ${response.status}`);
		}
		return Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
	};
	return {
		tus,
		async borrow(key, signal) {
			await mkdir(scratch, { recursive: true });
			const path = join(scratch, key);
			const release = () => rm(path, { force: true });
			try {
				await pipeline(await open(key, { signal }), createWriteStream(path), { signal });
			} catch (error) {
				await release();
				throw error;
			}
			return { path, release };
		},
		async keep(path, key) {
			const { size } = await stat(path);
			const upload = await tus.create(new Upload({ id: key, size, offset: 0 }));
			await tus.write(createReadStream(path), upload.id, 0);
		},
		remove: (key) => tus.remove(key),
		place: (key) => ({ kind: 'url', url: urlOf(key) }),
		read: (key, { start, end }) => open(key, { headers: { Range: `bytes=${start}-${end}` } })
	};
}

/** The library's own leaves a file that has come where it is, and the last piece of one that has not. */
class TidyS3Store extends S3Store {
	readonly #s3: S3Settings;

	constructor(s3: S3Settings) {
		super({
			s3ClientConfig: {
				bucket: s3.bucket,
				region: s3.region,
				...(s3.endpoint === undefined ? {} : { endpoint: s3.endpoint, forcePathStyle: true }),
				credentials: { accessKeyId: s3.accessKeyId, secretAccessKey: s3.secretAccessKey }
			},
			useTags: false
		});
		this.#s3 = s3;
	}

	override async remove(key: string): Promise<void> {
		// Ends a transfer that is under way; of one that has come it removes nothing at all.
		await super.remove(key).catch((error: unknown) => {
			if (!isNotFound(error)) throw error;
		});
		for (const name of [key, this.infoKey(key), this.partKey(key, true)]) await this.#erase(name);
	}

	async #erase(key: string): Promise<void> {
		const url = signedS3Url(this.#s3, { key, method: 'DELETE', now: new Date() });
		const { status } = await fetch(url, { method: 'DELETE' });
		// What is not there any more is deleted.
		if (status >= 300 && status !== 404) throw new Error(`the object store answered ${status}`);
	}
}

const NOT_FOUND = [404, 410];

/** What the libraries of the stores throw for a key that they do not have. */
export function isNotFound(error: unknown): boolean {
	return (
		typeof error === 'object' &&
		error !== null &&
		'status_code' in error &&
		NOT_FOUND.some((status) => status === error.status_code)
	);
}

import { DetailedError, Upload } from 'tus-js-client';
import * as z from 'zod/mini';

const uploadSchema = z.object({
	status: z.enum(['receiving', 'complete', 'failed']),
	reason: z.optional(z.string())
});

export type UploadOutcome =
	| { readonly ok: true; readonly uploadId: string }
	/** One sentence of the server, or '' when it could not be reached. */
	| { readonly ok: false; readonly reason: string };

export interface UploadOptions {
	readonly token: () => string | undefined;
	/** A share of 1. The file is checked after all of it has come. */
	readonly onprogress: (share: number) => void;
	readonly signal: AbortSignal;
	/**
	 * The name of a file that is kept on this device, by which an interrupted upload of it is found
	 * again: what the layer is called may change meanwhile.
	 */
	readonly keptAs?: string | undefined;
}

const CHUNK_BYTES = 8 * 1024 * 1024;
const RETRIES_MS = [0, 1_000, 3_000, 10_000, 30_000];
const ASK_AGAIN_MS = 1_000;
const ASK_AGAIN_AT_MOST_MS = 30_000;

/** Uploads a raster; one that was interrupted goes on where it stopped, also after a reload. */
export async function uploadRaster(file: File, options: UploadOptions): Promise<UploadOutcome> {
	const sent = await send(file, options);
	return sent.ok ? await outcomeOf(sent.uploadId, options) : sent;
}

function send(
	file: File,
	{ token, onprogress, signal, keptAs }: UploadOptions
): Promise<UploadOutcome> {
	return new Promise((resolve, reject) => {
		const upload = new Upload(file, {
			endpoint: '/api/uploads',
			chunkSize: CHUNK_BYTES,
			retryDelays: RETRIES_MS,
			removeFingerprintOnSuccess: true,
			...(keptAs === undefined ? {} : { fingerprint: () => Promise.resolve(`samsyn-${keptAs}`) }),
			metadata: { filename: file.name, filetype: file.type },
			onBeforeRequest: (request) => {
				const value = token();
				if (value !== undefined) request.setHeader('Authorization', `Bearer ${value}`);
			},
			onProgress: (sent, total) => onprogress(total === 0 ? 0 : sent / total),
			onError: (error) => resolve({ ok: false, reason: sentenceOf(error) }),
			onSuccess: () => resolve({ ok: true, uploadId: idOf(upload.url ?? '') })
		});
		const stop = () => {
			void upload.abort();
			reject(signal.reason as Error);
		};
		signal.addEventListener('abort', stop, { once: true });
		void upload.findPreviousUploads().then(([previous]) => {
			if (previous !== undefined) upload.resumeFromPreviousUpload(previous);
			if (!signal.aborted) upload.start();
		});
	});
}

function idOf(url: string): string {
	return url.split('/').at(-1) ?? '';
}

function sentenceOf(error: Error): string {
	return error instanceof DetailedError ? (error.originalResponse?.getBody() ?? '') : '';
}

/**
 * The server checks the file, and may turn it into a better one. A network that is gone meanwhile is
 * waited for: the file is there already.
 */
export async function outcomeOf(
	uploadId: string,
	{ token, signal }: Pick<UploadOptions, 'token' | 'signal'>
): Promise<UploadOutcome> {
	let wait = ASK_AGAIN_MS;
	for (;;) {
		signal.throwIfAborted();
		const response = await ask(uploadId, token(), signal);
		if (response === undefined) wait = Math.min(2 * wait, ASK_AGAIN_AT_MOST_MS);
		else {
			wait = ASK_AGAIN_MS;
			const parsed = uploadSchema.safeParse(await response.json().catch(() => undefined));
			if (!parsed.success) return { ok: false, reason: '' };
			if (parsed.data.status === 'complete') return { ok: true, uploadId };
			if (parsed.data.status === 'failed') return { ok: false, reason: parsed.data.reason ?? '' };
		}
		await pause(wait, signal);
	}
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		const timer = setTimeout(resolve, ms);
		const end = (): void => {
			clearTimeout(timer);
			resolve();
		};
		signal.addEventListener('abort', end, { once: true });
	});
}

/** `undefined`: nobody answered, or a proxy before a server that is away, or asked too often. */
async function ask(
	uploadId: string,
	token: string | undefined,
	signal: AbortSignal
): Promise<Response | undefined> {
	const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
	try {
		const response = await fetch(`/api/uploads/${uploadId}`, { headers, signal });
		return response.status >= 500 || response.status === 429 ? undefined : response;
	} catch (error) {
		if (signal.aborted) throw error;
		return undefined;
	}
}

import { BaseClient, BaseResponse } from 'geotiff';
import { FetchError } from '../fetch/fetch-fault.ts';
import type { FetchedAnswer, GuardedFetch } from '../fetch/guarded-fetch.ts';
import { RasterJobError } from './raster-job.ts';

const MAX_RANGE_BYTES = 64 * 1024 * 1024;

/** Reads ranges of an address through the guard. */
export class RangeClient extends BaseClient {
	readonly #fetch: GuardedFetch;
	/** The library swallows what went wrong. */
	#trouble: unknown;

	constructor(url: string, fetch: GuardedFetch) {
		super(url);
		this.#fetch = fetch;
	}

	get trouble(): unknown {
		return this.#trouble;
	}

	override async request(
		options: { headers?: Record<string, string>; signal?: AbortSignal } = {}
	): Promise<BaseResponse> {
		try {
			const { headers = {}, signal } = options;
			const answer = await this.#fetch(this.url, {
				headers,
				maxBytes: MAX_RANGE_BYTES,
				...(signal === undefined ? {} : { signal })
			});
			checkStatus(answer);
			this.#trouble = undefined;
			return new RangeResponse(answer);
		} catch (error) {
			const wanted =
				error instanceof FetchError && error.fault === 'too-large' ? noRanges() : error;
			this.#trouble = wanted;
			throw wanted;
		}
	}
}

class RangeResponse extends BaseResponse {
	readonly #answer: FetchedAnswer;

	constructor(answer: FetchedAnswer) {
		super();
		this.#answer = answer;
	}

	override get status(): number {
		return this.#answer.status;
	}

	override getHeader(name: string): string | undefined {
		return this.#answer.headers[name.toLowerCase()];
	}

	override getData(): Promise<ArrayBuffer> {
		return Promise.resolve(this.#answer.body.buffer);
	}
}

function checkStatus({ status }: FetchedAnswer): void {
	if (status === 206) return;
	if (status === 200) throw noRanges();
	if (status === 401 || status === 403) {
		throw new RasterJobError('source', 'The server of the file wants a login.');
	}
	if (status === 404 || status === 410) {
		throw new RasterJobError('source', 'There is no file at this address.');
	}
	throw new RasterJobError('source', `The server of the file answered with an error (${status}).`);
}

function noRanges(): RasterJobError {
	return new RasterJobError(
		'source',
		'The server of the file gives only all of it, not parts (no range requests).'
	);
}

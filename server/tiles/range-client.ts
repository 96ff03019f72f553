import { rangeOf, sizeInRange } from '#core/raster/file-pieces.ts';
import type { RangeAnswer, Slice } from '#core/raster/file-pieces.ts';
import { FetchError } from '../fetch/fetch-fault.ts';
import type { FetchedAnswer, GuardedFetch } from '../fetch/guarded-fetch.ts';
import { RasterJobError } from './raster-job.ts';

const MAX_RANGE_BYTES = 64 * 1024 * 1024;

/** Reads a range of an address through the guard. */
export async function readRange(
	url: string,
	slice: Slice,
	{ fetch, signal }: { readonly fetch: GuardedFetch; readonly signal: AbortSignal }
): Promise<RangeAnswer> {
	try {
		const headers = { Range: rangeOf(slice) };
		const answer = await fetch(url, { headers, maxBytes: MAX_RANGE_BYTES, signal });
		checkStatus(answer);
		const fileSize = sizeInRange(answer.headers['content-range']);
		return { bytes: answer.body.buffer, fileSize };
	} catch (error) {
		const isTooLarge = error instanceof FetchError && error.fault === 'too-large';
		throw isTooLarge ? noRanges() : error;
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

import { rangeOf, sizeInRange } from '#core/raster/file-pieces.ts';
import type { RangeAnswer, Slice } from '#core/raster/file-pieces.ts';
import { SourceError } from './tile-source.ts';
import { whyNoAnswer } from './why-no-answer.ts';

type Headers = Readonly<Record<string, string>>;

/** Asks for ranges of an address; rejects with `SourceError`. */
export class RangeClient {
	readonly url: string;
	/** May change: tokens expire. */
	headers: Headers;

	constructor(url: string, headers: Headers = {}) {
		this.url = url;
		this.headers = headers;
	}

	async read(slice: Slice, signal: AbortSignal): Promise<RangeAnswer> {
		try {
			const response = await fetch(this.url, {
				headers: { ...this.headers, Range: rangeOf(slice) },
				credentials: 'omit',
				signal
			});
			checkStatus(response);
			const fileSize = sizeInRange(response.headers.get('Content-Range'));
			return { bytes: await response.arrayBuffer(), fileSize };
		} catch (error) {
			if (signal.aborted || error instanceof SourceError) throw error;
			throw new SourceError(await whyNoAnswer(this.url));
		}
	}
}

function checkStatus(response: Response): void {
	const { status } = response;
	if (status === 206) return;
	// What is left of the answer would be downloaded for nothing.
	void response.body?.cancel();
	const type = response.headers.get('Content-Type') ?? '';
	if (status === 200) throw new SourceError(/html/i.test(type) ? 'not-a-raster' : 'no-ranges');
	if (status === 401 || status === 403) throw new SourceError('login');
	if (status === 404 || status === 410) throw new SourceError('not-found');
	if (status === 429) throw new SourceError('too-many');
	throw new SourceError('unreachable', `HTTP ${status}`);
}

import { rangeOf, sizeInRange } from '#core/raster/file-pieces.ts';
import type { RangeAnswer, Slice } from '#core/raster/file-pieces.ts';
import { isMixedContent } from './mixed-content.ts';
import { SourceError } from './tile-source.ts';

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
			throw await whyNot(this.url);
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
	throw new SourceError('unreachable', `HTTP ${status}`);
}

/** A request that the browser refused says nothing; one that may not be read tells whether anybody answers. */
async function whyNot(url: string): Promise<SourceError> {
	if (isMixedContent(url)) return new SourceError('mixed-content');
	try {
		await fetch(url, { method: 'HEAD', mode: 'no-cors', credentials: 'omit' });
		return new SourceError('no-cors');
	} catch {
		return new SourceError('unreachable');
	}
}

import { SourceError } from './tile-source.ts';
import { whyNoAnswer } from './why-no-answer.ts';

export interface TileFetch {
	readonly signal: AbortSignal;
	readonly headers?: Readonly<Record<string, string>>;
}

/** A tile of a tile server as a picture; `null`: nothing is there. Throws `SourceError`. */
export async function fetchTile(url: string, request: TileFetch): Promise<ImageBitmap | null> {
	const response = await ask(url, request);
	// Outside of its bounds TiTiler has no tiles.
	if (response.status === 404 || response.status === 204) return null;
	if (!response.ok) throw await refusal(response);
	return createImageBitmap(await response.blob());
}

/** Throws `SourceError`. */
export async function fetchJson(url: string, request: TileFetch): Promise<unknown> {
	const response = await ask(url, request);
	if (!response.ok) throw await refusal(response);
	return response.json().catch(() => {
		throw new SourceError('not-a-raster');
	});
}

async function ask(url: string, { signal, headers = {} }: TileFetch): Promise<Response> {
	try {
		return await fetch(url, { signal, headers, credentials: 'omit' });
	} catch (error) {
		if (signal.aborted) throw error;
		throw new SourceError(await whyNoAnswer(url));
	}
}

const MAX_WORDS = 300;

async function refusal(response: Response): Promise<SourceError> {
	const { status } = response;
	if (status === 401 || status === 403) return new SourceError('login');
	if (status === 404) return new SourceError('not-found');
	if (status === 429) return new SourceError('too-many');
	const body: unknown = await response.json().catch(() => undefined);
	const detail = typeof body === 'object' && body !== null && 'detail' in body ? body.detail : '';
	const words = typeof detail === 'string' ? detail.slice(0, MAX_WORDS) : '';
	return new SourceError('service-says', words === '' ? `HTTP ${status}` : words);
}

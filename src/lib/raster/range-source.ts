import { BaseClient, BaseResponse } from 'geotiff';
import { SourceError } from './tile-source.ts';

type Headers = Readonly<Record<string, string>>;

/** Asks for ranges of an address, and remembers what went wrong: the library only says "failed". */
export class RangeClient extends BaseClient {
	/** May change: tokens expire. */
	headers: Headers;
	#trouble: SourceError | undefined;

	constructor(url: string, headers: Headers = {}) {
		super(url);
		this.headers = headers;
	}

	get trouble(): SourceError | undefined {
		return this.#trouble;
	}

	override async request(
		options: { headers?: Record<string, string>; signal?: AbortSignal } = {}
	): Promise<BaseResponse> {
		const { headers = {}, signal } = options;
		try {
			const response = await fetch(this.url, {
				headers: { ...this.headers, ...headers },
				credentials: 'omit',
				...(signal === undefined ? {} : { signal })
			});
			checkStatus(response);
			return new RangeResponse(response);
		} catch (error) {
			if (signal?.aborted === true) throw error;
			const trouble = error instanceof SourceError ? error : await whyNot(this.url);
			this.#trouble = trouble;
			throw trouble;
		}
	}
}

class RangeResponse extends BaseResponse {
	readonly #response: Response;

	constructor(response: Response) {
		super();
		this.#response = response;
	}

	override get status(): number {
		return this.#response.status;
	}

	override getHeader(name: string): string | undefined {
		return this.#response.headers.get(name) ?? undefined;
	}

	override getData(): Promise<ArrayBuffer> {
		return this.#response.arrayBuffer();
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
	if (isMixed(url)) return new SourceError('mixed-content');
	try {
		await fetch(url, { method: 'HEAD', mode: 'no-cors', credentials: 'omit' });
		return new SourceError('no-cors');
	} catch {
		return new SourceError('unreachable');
	}
}

function isMixed(url: string): boolean {
	// Tests run it where no page is.
	const here = (globalThis as { readonly location?: Location }).location;
	if (here?.protocol !== 'https:') return false;
	const { protocol, hostname } = new URL(url, here.href);
	return protocol === 'http:' && hostname !== 'localhost' && hostname !== '127.0.0.1';
}

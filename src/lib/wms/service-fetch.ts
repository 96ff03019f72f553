import { isMixedContent } from '#lib/raster/mixed-content.ts';
import { whyNoAnswer } from '#lib/raster/why-no-answer.ts';
import { SourceError } from '#lib/raster/tile-source.ts';

/** Our server's way to services that browsers may not ask (api.md); absent at some operators'. */
const PROXY = '/api/wms/proxy';

/** By origin: how it was reached last, so that only the first request tries twice. */
const ways = new Map<string, 'direct' | 'proxy'>();

export interface ServiceRequest {
	readonly signal: AbortSignal;
	readonly accept?: string;
	/** For one sort of answer, our server has a way of its own. */
	readonly proxy?: string;
	/** What our server knows the person by; services never hear it. */
	readonly token?: string | undefined;
}

/** The address through our server. */
function proxied(url: string, proxy = PROXY): string {
	return `${proxy}?url=${encodeURIComponent(url)}`;
}

/**
 * Asks a service: directly, otherwise through our server (no CORS, or only http). Resolves with the
 * answer whatever its status but 429; rejects with `SourceError`, or an AbortError.
 */
export async function fetchService(url: string, request: ServiceRequest): Promise<Response> {
	const origin = originOf(url);
	if (isMixedContent(url)) return throughServer(url, request, 'mixed-content');
	if (ways.get(origin) === 'proxy') return throughServer(url, request, 'no-cors');
	try {
		const answer = await ask(url, request);
		ways.set(origin, 'direct');
		return answer;
	} catch (error) {
		if (request.signal.aborted || !(error instanceof TypeError)) throw error;
		if (ways.get(origin) === 'direct') throw new SourceError('unreachable');
		const answer = await throughServer(url, request, await whyNoAnswer(url, request.signal));
		ways.set(origin, 'proxy');
		return answer;
	}
}

async function ask(
	url: string,
	{ signal, accept }: ServiceRequest,
	headers: Readonly<Record<string, string>> = {}
): Promise<Response> {
	const answer = await fetch(url, {
		signal,
		credentials: 'omit',
		// `accept` needs no preflight, which few services answer.
		headers: { ...headers, ...(accept === undefined ? {} : { accept }) }
	});
	// Said by the service or by our server: neither is a reason against the way that was taken.
	if (answer.status === 429) throw new SourceError('too-many');
	return answer;
}

type NoWay = 'mixed-content' | 'no-cors' | 'unreachable';

async function throughServer(url: string, request: ServiceRequest, why: NoWay): Promise<Response> {
	let answer: Response;
	try {
		const { token, proxy } = request;
		const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
		answer = await ask(proxied(url, proxy), request, headers);
	} catch (error) {
		if (error instanceof TypeError) throw new SourceError(why);
		throw error;
	}
	// A server without the proxy, or one that does not let this address through.
	if (isProblem(answer)) throw new SourceError(why);
	return answer;
}

function isProblem(answer: Response): boolean {
	return answer.status === 404 || typeOf(answer).startsWith('application/problem+json');
}

export function typeOf(answer: Response): string {
	return (answer.headers.get('content-type') ?? '').toLowerCase();
}

/** Tests run where there is no page. */
function here(): Location | undefined {
	return 'location' in globalThis ? globalThis.location : undefined;
}

function originOf(url: string): string {
	try {
		return new URL(url, here()?.href).origin;
	} catch {
		throw new SourceError('not-found', url);
	}
}

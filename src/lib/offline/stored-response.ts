import { KEPT_HEADER } from './shelf-messages.ts';

/** The Cache refuses pieces of files (206); the true status stands here meanwhile. */
const STATUS_HEADER = 'x-samsyn-status';
/** They describe the bytes on the wire; what we keep is unpacked. */
const WIRE_HEADERS = ['content-encoding', 'content-length', 'transfer-encoding', 'set-cookie'];

/** An answer in the form that the Cache takes. */
export function toStored(response: Response, body: Blob): Response {
	const headers = new Headers(response.headers);
	for (const name of WIRE_HEADERS) headers.delete(name);
	// We keep one copy for each key ourselves.
	headers.delete('vary');
	headers.set(STATUS_HEADER, String(response.status));
	if (response.status === 204) return new Response(null, { status: 204, headers });
	headers.set('content-length', String(body.size));
	return new Response(body, { status: 200, headers });
}

/** The answer as it came, marked with when that was. */
export function fromStored(stored: Response, keptAt: number): Response {
	const headers = new Headers(stored.headers);
	const status = Number(headers.get(STATUS_HEADER) ?? stored.status);
	headers.delete(STATUS_HEADER);
	headers.set(KEPT_HEADER, new Date(keptAt).toISOString());
	return new Response(status === 204 ? null : stored.body, { status, headers });
}

/** What tells one version of a thing from the next; empty when the server doesn't say. */
export function versionOf(response: Response): string {
	const { headers } = response;
	const tag = headers.get('etag') ?? headers.get('last-modified');
	if (tag === null) return '';
	return `${tag} ${headers.get('content-range') ?? headers.get('content-length') ?? ''}`;
}

import { COPY_BYTES } from '../lib/offline/limits.ts';

/** Pages, programs, several pieces in one: a login page or a portal in place of data must not become our copy. */
const NO_DATA = [
	'text/html',
	'application/xhtml',
	'text/event-stream',
	'text/css',
	'javascript',
	'multipart/'
];

/** Whether an answer to a request for sea data is worth a copy on this device, and allowed to be one. */
export function mayKeep(request: Request, response: Response): boolean {
	const { status } = response;
	const whole = status === 200 || status === 204;
	const piece = status === 206 && request.headers.has('range');
	return (
		isReadable(response) && (whole || piece) && isAllowed(response) && isData(request, response)
	);
}

function isReadable({ type }: Response): boolean {
	return type === 'basic' || type === 'cors' || type === 'default';
}

function isAllowed({ headers }: Response): boolean {
	if (/\bno-store\b/iu.test(headers.get('cache-control') ?? '')) return false;
	// The answer depends on what we do not know.
	if (headers.get('vary')?.includes('*')) return false;
	return Number(headers.get('content-length') ?? 0) <= COPY_BYTES;
}

function isData(request: Request, { status, headers }: Response): boolean {
	const contentType = (headers.get('content-type') ?? '').toLowerCase();
	if (NO_DATA.some((kind) => contentType.includes(kind))) return false;
	// A WMS reports its troubles with 200 and XML.
	return !asksForPicture(request.url) || status === 204 || contentType.startsWith('image/');
}

function asksForPicture(address: string): boolean {
	const parameters = new URL(address).searchParams;
	for (const [name, value] of parameters) {
		if (name.toLowerCase() === 'request') return /^get(map|legendgraphic)$/iu.test(value);
	}
	return false;
}

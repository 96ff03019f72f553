import { readCapabilities } from '#core/wms/read-capabilities.ts';
import { capabilitiesUrl } from '#core/wms/request-url.ts';
import type { WmsVersion } from '#core/wms/types.ts';
import { SourceError } from '#lib/raster/tile-source.ts';
import type { LoadedCapabilities, LoadFault } from './capabilities-types.ts';
import { fetchService } from './service-fetch.ts';

export interface CapabilityLimits {
	readonly bytes: number;
	readonly milliseconds: number;
}

export interface FetchOptions {
	readonly limits?: CapabilityLimits;
	/** For the way through our own server. */
	readonly token?: string | undefined;
}

const LIMITS: CapabilityLimits = { bytes: 64 * 1024 * 1024, milliseconds: 30_000 };
/** Our server answers with the service's own bytes, and keeps them for a while. */
const PROXY = '/api/wms/capabilities';

/** Asks a service what it has. Resolves with a reason where it can't be had; never rejects. */
export async function fetchCapabilities(
	url: string,
	signal: AbortSignal,
	{ limits = LIMITS, token }: FetchOptions = {}
): Promise<LoadedCapabilities> {
	if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return fault('not-an-address');
	const first = await load(url, '1.3.0', { signal, limits, token });
	if (first.ok ? hasCrs(first) : !['service-says', 'server-error'].includes(first.reason))
		return first;
	// Some answer 1.3.0 with a fault, or without a word on coordinates, and know 1.1.1.
	const second = await load(url, '1.1.1', { signal, limits, token });
	return second.ok ? second : first;
}

interface Loading {
	readonly signal: AbortSignal;
	readonly limits: CapabilityLimits;
	readonly token: string | undefined;
}

async function load(
	url: string,
	version: WmsVersion,
	{ signal, limits, token }: Loading
): Promise<LoadedCapabilities> {
	const timeout = AbortSignal.timeout(limits.milliseconds);
	try {
		const answer = await fetchService(capabilitiesUrl(url, version), {
			signal: AbortSignal.any([signal, timeout]),
			proxy: PROXY,
			token
		});
		const refused = refusal(answer.status);
		if (refused) return fault(refused, `HTTP ${answer.status}`);
		const bytes = await readBody(answer, limits.bytes);
		if (!bytes) return fault('too-large');
		const contentType = answer.headers.get('content-type') ?? '';
		const read = readCapabilities(bytes, { url, contentType });
		return read.ok ? { ok: true, service: read.value } : read;
	} catch (error) {
		if (timeout.aborted && !signal.aborted) return fault('timeout');
		return fault(...asFault(error));
	}
}

function refusal(status: number): LoadFault | undefined {
	if (status === 401 || status === 403 || status === 407) return 'login';
	if (status === 404 || status === 410) return 'not-found';
	return status >= 400 ? 'server-error' : undefined;
}

/** A connection that ends in the middle of an answer is a TypeError, too. */
function asFault(error: unknown): [LoadFault, string] {
	if (error instanceof SourceError) {
		const { fault, detail } = error;
		const isKnown = fault === 'no-cors' || fault === 'mixed-content' || fault === 'too-many';
		return [isKnown ? fault : 'unreachable', detail];
	}
	return [error instanceof TypeError ? 'truncated' : 'unreachable', ''];
}

async function readBody(answer: Response, most: number): Promise<Uint8Array | undefined> {
	if (Number(answer.headers.get('content-length') ?? 0) > most) return undefined;
	const chunks: Uint8Array[] = [];
	let length = 0;
	const reader = answer.body?.getReader();
	while (reader) {
		const { done, value } = await reader.read();
		if (done) break;
		length += value.length;
		if (length > most) {
			await reader.cancel();
			return undefined;
		}
		chunks.push(value);
	}
	const bytes = new Uint8Array(length);
	let at = 0;
	for (const chunk of chunks) {
		bytes.set(chunk, at);
		at += chunk.length;
	}
	return bytes;
}

function hasCrs({ service }: LoadedCapabilities & { ok: true }): boolean {
	const [first] = service.root.layers;
	return service.version === '1.1.1' || service.root.crs.length > 0 || (first?.crs.length ?? 1) > 0;
}

function fault(reason: LoadFault, detail = ''): LoadedCapabilities {
	return { ok: false, reason, detail };
}

import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { Agent, request } from 'undici';
import type { Dispatcher } from 'undici';
import { FetchError } from './fetch-fault.ts';
import type { FetchFault } from './fetch-fault.ts';
import type { FetchRoom } from './fetch-room.ts';
import { isPublicAddress } from './is-public-address.ts';
import { mediaTypeOf } from './media-type.ts';
import { readBody } from './read-body.ts';

export interface FetchRequest {
	readonly method?: 'GET' | 'HEAD';
	/** Ours: nothing of the person's request is passed on. */
	readonly headers?: Readonly<Record<string, string>>;
	readonly maxBytes?: number;
	readonly timeoutMs?: number;
	/** Of the content type, in lower case without parameters; anything is fine if absent. Not asked of errors. */
	readonly accepts?: RegExp;
	readonly signal?: AbortSignal;
	/** Who wants it: one caller gets a part of the room only. */
	readonly caller?: string;
}

export interface FetchedAnswer {
	readonly status: number;
	/** Lower case. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Uint8Array<ArrayBuffer>;
}

/** Fetches an address that a user supplied. Throws `FetchError`, and `BusyError` where there is no room. */
export type GuardedFetch = (url: string, request?: FetchRequest) => Promise<FetchedAnswer>;

export interface GuardOptions {
	/** `host` or `host:port` of private servers that the operator trusts. */
	readonly allowHosts: readonly string[];
	/** All addresses of a name; the system's resolver if absent. */
	readonly resolve?: (hostname: string) => Promise<readonly string[]>;
	/** Where answers are read; without, there is no bound on how many are at once. */
	readonly room?: FetchRoom;
}

const MAX_BYTES = 64 * 1024 * 1024;
const TIMEOUT_MS = 30_000;
const CONNECT_MS = 10_000;
const MAX_REDIRECTS = 5;
const USER_AGENT = 'SamSyn';

/**
 * One resolver decides where a connection goes: the addresses that it returns were checked, and no
 * second look-up happens that could answer otherwise (DNS rebinding). Every redirect goes through it.
 */
export function createGuardedFetch({
	allowHosts,
	resolve = resolveName,
	room
}: GuardOptions): GuardedFetch {
	const agentOf = (isTrusted: boolean) =>
		new Agent({
			connect: { lookup: lookupThrough(resolve, isTrusted), timeout: CONNECT_MS }
		});
	const agents = { guarded: agentOf(false), trusted: agentOf(true) };
	const isTrusted = trustIn(allowHosts);

	const get: GuardedFetch = async (address, options = {}) => {
		const limit = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
		const signal = options.signal === undefined ? limit : AbortSignal.any([limit, options.signal]);
		let url = address;
		try {
			for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
				const parsed = checkedUrl(url, isTrusted);
				const dispatcher = isTrusted(parsed) ? agents.trusted : agents.guarded;
				const answer = await ask(parsed, dispatcher, options, signal);
				if (typeof answer !== 'string') return answer;
				url = new URL(answer, parsed).href;
			}
		} catch (error) {
			throw worded(error, limit, options.signal);
		}
		throw new FetchError('too-many-redirects');
	};
	if (room === undefined) return get;
	return (address, options = {}) => {
		const { caller = '', maxBytes: bytes = MAX_BYTES, signal } = options;
		return room.run({ caller, bytes, signal }, () => get(address, options));
	};
}

/** Which addresses lead to servers that the operator trusts. */
export function trustIn(allowHosts: readonly string[]): (url: URL) => boolean {
	const trusted = new Set(allowHosts.map((host) => host.toLowerCase()));
	return ({ hostname, port, protocol }) =>
		trusted.has(hostname) ||
		trusted.has(`${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`);
}

/** Checks an address that somebody else will fetch for us. Throws `FetchError`. */
export type CheckAddress = (url: string) => Promise<void>;

export function createAddressCheck({
	allowHosts,
	resolve = resolveName
}: Pick<GuardOptions, 'allowHosts' | 'resolve'>): CheckAddress {
	const isTrusted = trustIn(allowHosts);
	return async (text) => {
		const url = checkedUrl(text, isTrusted);
		if (isTrusted(url) || isIP(bareHost(url)) !== 0) return;
		const addresses = await resolve(url.hostname).catch((cause: unknown) => {
			throw new FetchError('not-found', { cause });
		});
		if (addresses.length === 0) throw new FetchError('not-found');
		if (!addresses.every(isPublicAddress)) throw new FetchError('private-address');
	};
}

function bareHost({ hostname }: URL): string {
	return hostname.replace(/^\[|\]$/g, '');
}

function checkedUrl(text: string, isTrusted: (url: URL) => boolean): URL {
	if (!URL.canParse(text)) throw new FetchError('bad-address');
	const url = new URL(text);
	if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new FetchError('bad-address');
	if (url.username !== '' || url.password !== '') throw new FetchError('credentials');
	// A number needs no look-up, so the resolver would not see it.
	const literal = bareHost(url);
	if (isIP(literal) !== 0 && !isPublicAddress(literal) && !isTrusted(url)) {
		throw new FetchError('private-address');
	}
	return url;
}

/** The answer, or where it says to go. */
async function ask(
	url: URL,
	dispatcher: Dispatcher,
	options: FetchRequest,
	signal: AbortSignal
): Promise<FetchedAnswer | string> {
	const { method = 'GET', maxBytes = MAX_BYTES } = options;
	const isRange = options.headers?.['Range'] !== undefined;
	const response = await request(url, {
		method,
		dispatcher,
		signal,
		headers: {
			'User-Agent': USER_AGENT,
			'Accept-Encoding': isRange ? 'identity' : 'gzip, deflate, br',
			...options.headers
		}
	});
	const headers = plain(response.headers);
	const { statusCode: status } = response;
	if (status >= 300 && status < 400 && headers['location'] !== undefined) {
		discard(response.body);
		return headers['location'];
	}
	const objection = objectionTo(status, headers, options);
	if (objection !== undefined) {
		discard(response.body);
		throw new FetchError(objection);
	}
	const body = await readBody(response.body, headers['content-encoding'], maxBytes);
	return { status, headers, body };
}

function objectionTo(
	status: number,
	headers: Readonly<Record<string, string>>,
	{ accepts, method, maxBytes = MAX_BYTES }: FetchRequest
): FetchFault | undefined {
	const isRight =
		accepts === undefined || accepts.test(mediaTypeOf(headers['content-type'])?.essence ?? '');
	if (status < 300 && !isRight) return 'wrong-type';
	const declared = method === 'HEAD' ? 0 : Number(headers['content-length'] ?? 0);
	return declared > maxBytes ? 'too-large' : undefined;
}

function discard(body: Readable): void {
	// Destroying it unread is an error to it, which nobody waits for.
	body.on('error', () => undefined);
	body.destroy();
}

function plain(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
	const entries = Object.entries(headers).map(([name, value]) => [
		name.toLowerCase(),
		Array.isArray(value) ? value.join(', ') : (value ?? '')
	]);
	return Object.fromEntries(entries) as Record<string, string>;
}

function lookupThrough(
	resolve: (hostname: string) => Promise<readonly string[]>,
	isTrusted: boolean
): LookupFunction {
	return (hostname, { all }, callback) => {
		resolve(hostname).then(
			(addresses) => {
				// One private address among public ones would be reached sooner or later.
				const isSafe = isTrusted || addresses.every(isPublicAddress);
				const error = isSafe ? null : new FetchError('private-address');
				const list = addresses.map((address) => ({ address, family: isIP(address) }));
				const [first] = list;
				if (error !== null || first === undefined) {
					callback(error ?? new FetchError('not-found'), '', 4);
				} else if (all === true) callback(null, list);
				else callback(null, first.address, first.family);
			},
			(cause: unknown) => callback(new FetchError('not-found', { cause }), '', 4)
		);
	};
}

async function resolveName(hostname: string): Promise<string[]> {
	const found = await lookup(hostname, { all: true, order: 'verbatim' });
	return found.map(({ address }) => address);
}

/** What the library throws, in our words; the caller's own abort stays what it is. */
function worded(error: unknown, limit: AbortSignal, caller: AbortSignal | undefined): unknown {
	if (caller?.aborted === true) return caller.reason;
	if (limit.aborted) return new FetchError('too-slow', { cause: error });
	const inner = innermost(error);
	if (inner instanceof FetchError) return inner;
	const code = inner instanceof Error && 'code' in inner ? String(inner.code) : '';
	if (code.includes('TIMEOUT')) return new FetchError('too-slow', { cause: error });
	return new FetchError('unreachable', { cause: error });
}

function innermost(error: unknown): unknown {
	if (error instanceof FetchError) return error;
	if (error instanceof AggregateError && error.errors.length > 0) return innermost(error.errors[0]);
	return error instanceof Error && error.cause !== undefined ? innermost(error.cause) : error;
}

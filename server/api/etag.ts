import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { ProblemError } from './problem.ts';

const BYTES = 18;

/** Of an answer as this caller sees it. */
function etagOf(body: unknown): string {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const hash = createHash('sha256').update(text).digest();
	return `"${hash.subarray(0, BYTES).toString('base64url')}"`;
}

/** Sets the `ETag` of an answer; true when the caller has it already. */
export function isKnown(c: Context, body: unknown): boolean {
	const etag = etagOf(body);
	c.header('ETag', etag);
	c.header('Cache-Control', 'private, no-cache');
	const known = c.req.header('If-None-Match');
	return known !== undefined && namesOf(known).some((name) => name === '*' || name === etag);
}

/** Refuses a write whose caller has seen another state than the present one. */
export async function requireMatch(c: Context, present: () => Promise<unknown>): Promise<void> {
	const wanted = c.req.header('If-Match');
	if (wanted === undefined) return;
	const names = namesOf(wanted, false);
	if (names.includes('*')) return;
	if (!names.includes(etagOf(await present()))) throw new ProblemError('changed');
}

/** Entity tags of a header. A weak one stands for the same bytes when reading, for none when writing. */
function namesOf(header: string, weak = true): string[] {
	return header
		.split(',')
		.map((name) => name.trim())
		.map((name) => (weak && name.startsWith('W/') ? name.slice(2) : name));
}

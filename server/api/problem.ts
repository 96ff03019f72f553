import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** Every way a request can fail, by the last part of its `type`: stable, clients may rely on it. */
const PROBLEMS = {
	'bad-request': { status: 400, title: 'The request cannot be read' },
	unauthorized: { status: 401, title: 'Sign in first' },
	forbidden: { status: 403, title: 'You may not do this' },
	'sent-away': { status: 403, title: 'The owner took you off this map' },
	'not-found': { status: 404, title: 'There is nothing here' },
	'method-not-allowed': { status: 405, title: 'This cannot be done here' },
	'too-large': { status: 413, title: 'The request is too large' },
	'wrong-content-type': { status: 415, title: 'The request is not in a form that is read here' },
	conflict: { status: 409, title: 'This does not go together with what is there' },
	'private-layers': { status: 409, title: 'Layers of other people would become public' },
	'sleeping-people': { status: 409, title: 'People who lost access would be let in again' },
	'limit-reached': { status: 409, title: 'There is no room for more' },
	'not-vector': { status: 409, title: 'Only vector layers hold features' },
	'link-expired': { status: 410, title: 'This link has expired' },
	'link-used-up': { status: 410, title: 'This link has been used as often as it may be' },
	changed: { status: 412, title: 'It was changed meanwhile' },
	invalid: { status: 422, title: 'The request is not valid' },
	'too-many-requests': { status: 429, title: 'Too many requests' },
	'source-failed': { status: 502, title: 'The source of this layer gives nothing' },
	internal: { status: 500, title: 'Something went wrong on the server' },
	unavailable: { status: 503, title: 'The server cannot do this now' }
} as const;

export type ProblemName = keyof typeof PROBLEMS;

const TYPE_PREFIX = 'urn:samsyn:problem:';
const MEDIA_TYPE = 'application/problem+json';

const problemSchema = z
	.object({
		type: z.string().openapi({ example: `${TYPE_PREFIX}not-found` }),
		title: z.string(),
		status: z.int(),
		detail: z.string().optional(),
		/** What is wrong with the request, by place. */
		errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
		/** The layers that are in the way. */
		layers: z.array(z.object({ id: z.uuid(), name: z.string() })).optional(),
		/** Why the rules say no: a stable name. */
		reason: z.string().optional()
	})
	.openapi('Problem');

type Problem = z.infer<typeof problemSchema>;
type Extra = Pick<Problem, 'detail' | 'errors' | 'layers' | 'reason'> & {
	/** Headers of the answer. */
	readonly headers?: Readonly<Record<string, string>>;
};

/** Thrown by handlers to answer with a problem. */
export class ProblemError extends Error {
	readonly problem: ProblemName;
	readonly extra: Extra;

	constructor(problem: ProblemName, extra: Extra = {}) {
		super(PROBLEMS[problem].title);
		this.problem = problem;
		this.extra = extra;
	}
}

/** An RFC 9457 answer. */
export function problemResponse(c: Context, name: ProblemName, extra: Extra = {}): Response {
	const { status, title } = PROBLEMS[name];
	const { headers, ...members } = extra;
	const body: Problem = { type: `${TYPE_PREFIX}${name}`, title, status, ...members };
	return c.body(JSON.stringify(body), status satisfies ContentfulStatusCode, {
		...headers,
		'Content-Type': MEDIA_TYPE,
		...(status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}),
		// The rest of the body is not read: nothing else can come over this connection.
		...(status === 413 ? { Connection: 'close' } : {})
	});
}

/** The problem that a bare status code stands for. */
export function problemOfStatus(status: number): ProblemName {
	const names = Object.keys(PROBLEMS) as ProblemName[];
	const fallback = status < 500 ? 'bad-request' : 'internal';
	return names.find((name) => PROBLEMS[name].status === status) ?? fallback;
}

/** For the `responses` of a route: what each status may mean there. */
export function problems(...names: readonly ProblemName[]) {
	const titles = Map.groupBy(names, (name) => PROBLEMS[name].status);
	const entries = [...titles].map(([status, sameStatus]) => [
		status,
		{
			description: sameStatus.map((name) => PROBLEMS[name].title).join('; or: '),
			content: { [MEDIA_TYPE]: { schema: problemSchema } }
		}
	]);
	// No statuses in the type: problems are thrown, handlers answer with the others only.
	return Object.fromEntries(entries) as object;
}

/** Of every route whose address or query is read. */
export function inputProblems(...names: readonly ProblemName[]) {
	return problems('unauthorized', 'invalid', 'too-many-requests', 'unavailable', ...names);
}

/** Of every route that takes a body. */
export function writeProblems(...names: readonly ProblemName[]) {
	return inputProblems('bad-request', 'too-large', 'wrong-content-type', ...names);
}

export const notModified = { 304: { description: 'You have it as it is' } } as const;

/** JSON pointers (RFC 6901) of what a schema refused. */
export function validationErrors(error: z.ZodError): NonNullable<Problem['errors']> {
	return error.issues.map(({ path, message }) => ({
		pointer: path.map((part) => `/${escapePointer(String(part))}`).join(''),
		detail: message
	}));
}

function escapePointer(part: string): string {
	return part.replaceAll('~', '~0').replaceAll('/', '~1');
}

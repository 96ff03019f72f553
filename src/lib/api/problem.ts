import * as z from 'zod/mini';

const problemSchema = z.object({
	type: z.string(),
	title: z.string(),
	detail: z.optional(z.string()),
	reason: z.optional(z.string()),
	errors: z.optional(z.array(z.object({ pointer: z.string(), detail: z.string() }))),
	layers: z.optional(z.array(z.object({ id: z.string(), name: z.string() })))
});

type Refusal = Omit<z.infer<typeof problemSchema>, 'type'>;

const TYPE_PREFIX = 'urn:samsyn:problem:';

/** An answer of the server that says no (RFC 9457). */
export class ApiProblem extends Error {
	override readonly name = 'ApiProblem';
	readonly status: number;
	/** Last part of the problem's `type`, stable: `not-found`, `link-expired` … */
	readonly kind: string;
	/** The server's own sentence, errors by JSON pointer, and layers that are in the way. */
	readonly refusal: Refusal;
	/** Seconds after which it may be tried again. */
	readonly retryAfter: number | undefined;

	constructor(status: number, kind: string, rest: { refusal: Refusal; retryAfter?: number }) {
		super(rest.refusal.detail ?? rest.refusal.title);
		this.status = status;
		this.kind = kind;
		this.refusal = rest.refusal;
		this.retryAfter = rest.retryAfter;
	}
}

/** Also understands an answer that is none of ours: a proxy's page, for example. */
export function toProblem(response: Response, body: unknown): ApiProblem {
	const parsed = problemSchema.safeParse(body);
	const seconds = Number(response.headers.get('Retry-After') ?? NaN);
	const retryAfter = Number.isFinite(seconds) ? { retryAfter: seconds } : {};
	if (!parsed.success) {
		const refusal = { title: `The server answered ${response.status}` };
		return new ApiProblem(response.status, 'unknown', { refusal, ...retryAfter });
	}
	const { type, ...refusal } = parsed.data;
	const kind = type.startsWith(TYPE_PREFIX) ? type.slice(TYPE_PREFIX.length) : type;
	return new ApiProblem(response.status, kind, { refusal, ...retryAfter });
}

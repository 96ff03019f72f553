import createClient from 'openapi-fetch';
import type { Client } from 'openapi-fetch';
import { toProblem } from './problem.ts';
import type { components, paths } from './schema.d.ts';

/** A body of the API by its name there: `ApiBody<'MapSummary'>`. */
export type ApiBody<Name extends keyof components['schemas']> = components['schemas'][Name];
export type Api = Client<paths>;

const LIMIT_MS = 15_000;

export interface ApiOptions {
	/** Of whoever asks; `undefined` asks as nobody. */
	readonly token: () => Promise<string | undefined>;
	/** Origin of the server; by default the page's own. */
	readonly baseUrl?: string;
	readonly limitMs?: number;
	readonly fetch?: (request: Request) => Promise<Response>;
}

/** The typed API: `answer(api.GET('/api/maps/{id}', { params: { path: { id } } }))`. */
export function createApi(options: ApiOptions): Api {
	const { token, baseUrl = '', limitMs = LIMIT_MS, fetch: send = fetchIt } = options;
	return createClient<paths>({
		baseUrl,
		fetch: async (request) => {
			const bearer = await token();
			if (bearer !== undefined) request.headers.set('Authorization', `Bearer ${bearer}`);
			const signal = AbortSignal.any([request.signal, AbortSignal.timeout(limitMs)]);
			return send(new Request(request, { signal }));
		}
	});
}

/**
 * What the API answered. Throws `ApiProblem` when it refused; what the browser throws when the server
 * was not reached, or not in time.
 */
export async function answer<Data>(
	call: Promise<{ data?: Data; error?: unknown; response: Response }>
): Promise<Data> {
	const { data, error, response } = await call;
	if (!response.ok) throw toProblem(response, error);
	// Nothing, for 204: the types say so.
	return data as Data;
}

function fetchIt(request: Request): Promise<Response> {
	return fetch(request);
}

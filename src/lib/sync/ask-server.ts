const LIMIT_MS = 10_000;

interface Ask {
	readonly token?: string | undefined;
	readonly body?: unknown;
}

/** One request for JSON. Rejects when the server is not reached; a refusal is an answer. */
export function askServer(method: string, path: string, { token, body }: Ask): Promise<Response> {
	return fetch(path, {
		method,
		headers: {
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
			...(token === undefined ? {} : { authorization: `Bearer ${token}` })
		},
		body: body === undefined ? null : JSON.stringify(body),
		signal: AbortSignal.timeout(LIMIT_MS)
	});
}

/** Throws when the server did not end it: its token would still open everything. */
export async function endSession(token: string): Promise<void> {
	const { ok, status } = await askServer('DELETE', '/api/session', { token });
	// One that is not valid any more has ended.
	if (!ok && status !== 401) throw new Error(`not signed out: ${status}`);
}

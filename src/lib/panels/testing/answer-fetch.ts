import { vi } from 'vitest';

/** What was asked of the server. */
export interface Asked {
	/** Method and path, with the query. */
	readonly line: string;
	readonly body: unknown;
}

export type Answers = Record<string, (asked: Asked) => Response>;

/**
 * Stands where the server would be: answers requests by method and path, with or without query; what
 * has no answer fails as without a network. Undone by `vi.unstubAllGlobals()`.
 */
export function answerFetch(answers: Answers): Asked[] {
	const asked: Asked[] = [];
	vi.stubGlobal('fetch', async (input: string | Request, init?: RequestInit) => {
		const request = new Request(
			typeof input === 'string' ? new URL(input, location.href) : input,
			init
		);
		const { pathname, search } = new URL(request.url);
		const text = await request.text();
		const body: unknown = text === '' ? undefined : JSON.parse(text);
		const one = { line: `${request.method} ${pathname}${search}`, body };
		asked.push(one);
		const answer = answers[one.line] ?? answers[`${request.method} ${pathname}`];
		if (answer === undefined) throw new TypeError('Failed to fetch');
		return answer(one);
	});
	return asked;
}

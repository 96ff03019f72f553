import type { Context } from 'hono';
import type { Page } from '../db/page.ts';

/** Names the next page, with every other part of the query as it came. */
export function nextPage(c: Context, { limit, offset }: Page): void {
	const url = new URL(c.req.url);
	url.searchParams.set('limit', String(limit));
	url.searchParams.set('offset', String(offset + limit));
	c.header('Link', `<${url.pathname}${url.search}>; rel="next"`);
}

/** Rows of one page, of those that were found: one more than it holds tells that there is another. */
export function cutPage<Row>(c: Context, page: Page, found: readonly Row[]): Row[] {
	if (found.length > page.limit) nextPage(c, page);
	return found.slice(0, page.limit);
}

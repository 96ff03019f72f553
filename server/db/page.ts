export interface Page {
	readonly limit: number;
	readonly offset: number;
}

/** One row more than the page holds tells whether there is another page. */
export function rowsOf({ limit }: Page): number {
	return limit + 1;
}

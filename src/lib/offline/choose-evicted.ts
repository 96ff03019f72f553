export interface LooseCopy {
	readonly key: string;
	readonly bytes: number;
}

/** Room is made down to this share of the budget, so that not every new copy has to make some. */
const AFTER_EVICTION = 0.9;

/** How much has to go so that the loose copies keep within their budget; 0: nothing. */
export function excessOf(total: number, budget: number): number {
	return total <= budget ? 0 : total - budget * AFTER_EVICTION;
}

/** The copies to throw away for `excess` bytes, of those given the longest unused first. */
export function chooseEvicted<T extends LooseCopy>(
	longestUnusedFirst: Iterable<T>,
	excess: number
): T[] {
	const chosen: T[] = [];
	let freed = 0;
	for (const copy of longestUnusedFirst) {
		if (freed >= excess) break;
		chosen.push(copy);
		freed += copy.bytes;
	}
	return chosen;
}

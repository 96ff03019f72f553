import type { Comment } from './talk-document.ts';

/** A comment in its place in a thread. */
export interface ThreadEntry {
	readonly comment: Comment;
	/** 0 for the first of a thread, 1 for what answers it, and so on. */
	readonly depth: number;
}

export interface Thread {
	readonly root: Comment;
	/** The first comment, each followed by what answers it, oldest first. */
	readonly entries: readonly ThreadEntry[];
	/** When something was last written in it. */
	readonly lastAt: string;
}

/**
 * Comments as threads: unresolved before resolved, then newest activity first. Deleted comments that
 * nobody answered are left out. An answer to something that is not here (yet) begins a thread of its
 * own; so does the smallest id of a circle, which only a broken or hostile client writes.
 */
export function commentThreads(comments: Iterable<Comment>): readonly Thread[] {
	const sorted = [...comments].sort(byTime);
	const known = new Set(sorted.map(({ id }) => id));
	const answers = Map.groupBy(sorted, ({ parent }) => parent ?? '');
	const isFirst = ({ parent }: Comment): boolean => parent === null || !known.has(parent);
	const inCircles = [...sorted].sort((a, b) => compare(a.id, b.id));
	const visited = new Set<string>();
	return [...sorted.filter(isFirst), ...inCircles]
		.flatMap((root) => (visited.has(root.id) ? [] : toThread(root, answers, visited)))
		.sort(byUrgency);
}

/** The first comment of the thread that a comment belongs to. */
export function rootOf(id: string, byId: (id: string) => Comment | undefined): Comment | undefined {
	const seen = new Set<string>();
	let comment = byId(id);
	while (comment && comment.parent !== null && !seen.has(comment.id)) {
		seen.add(comment.id);
		const parent = byId(comment.parent);
		if (!parent) break;
		comment = parent;
	}
	return comment;
}

/** Without recursion: a thread may be as deep as a map has comments. */
function toThread(
	root: Comment,
	answers: ReadonlyMap<string, readonly Comment[]>,
	visited: Set<string>
): Thread[] {
	const entries: ThreadEntry[] = [];
	const stack: ThreadEntry[] = [{ comment: root, depth: 0 }];
	for (let entry = stack.pop(); entry; entry = stack.pop()) {
		if (visited.has(entry.comment.id)) continue;
		visited.add(entry.comment.id);
		entries.push(entry);
		for (const comment of (answers.get(entry.comment.id) ?? []).toReversed()) {
			stack.push({ comment, depth: entry.depth + 1 });
		}
	}
	const kept = withoutEmpty(entries);
	if (kept.length === 0) return [];
	const lastAt = kept.reduce((last, { comment }) => (comment.at > last ? comment.at : last), '');
	return [{ root, entries: kept, lastAt }];
}

/** Leaves out deleted comments with nothing left below them. From the end, where the leaves are. */
function withoutEmpty(entries: readonly ThreadEntry[]): readonly ThreadEntry[] {
	const kept: ThreadEntry[] = [];
	for (const entry of entries.toReversed()) {
		const answered = (kept.at(-1)?.depth ?? 0) > entry.depth;
		if (!entry.comment.deleted || answered) kept.push(entry);
	}
	return kept.reverse();
}

function byTime(a: Comment, b: Comment): number {
	return compare(a.at, b.at) || compare(a.id, b.id);
}

function byUrgency(a: Thread, b: Thread): number {
	const resolved = Number(a.root.resolved !== null) - Number(b.root.resolved !== null);
	return resolved || compare(b.lastAt, a.lastAt) || compare(a.root.id, b.root.id);
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

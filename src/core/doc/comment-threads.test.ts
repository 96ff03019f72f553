import { describe, expect, test } from 'vitest';
import { testId } from '../testing/ids.ts';
import { commentThreads, rootOf } from './comment-threads.ts';
import type { Comment } from './talk-document.ts';

const MAP = { kind: 'map' } as const;

function comment(n: number, parent: number | null = null, patch: Partial<Comment> = {}): Comment {
	return {
		id: testId(n),
		author: testId(900),
		at: `2026-05-01T10:${String(n).padStart(2, '0')}:00Z`,
		text: `number ${n}`,
		edited: null,
		parent: parent === null ? null : testId(parent),
		target: MAP,
		resolved: null,
		deleted: false,
		...patch
	};
}

function shape(comments: readonly Comment[]): string[] {
	return commentThreads(comments).map(({ entries }) =>
		entries
			.map(({ comment: { id }, depth }) => `${Number.parseInt(id.slice(-4), 16)}@${depth}`)
			.join(' ')
	);
}

describe('threads', () => {
	test('[T1] each comment is followed by its answers, oldest first, to any depth', () => {
		const comments = [comment(4, 1), comment(3, 2), comment(1), comment(2, 1), comment(5, 3)];
		expect(shape(comments)).toEqual(['1@0 2@1 3@2 5@3 4@1']);
	});

	test('[T2] newest activity first, and what is resolved last', () => {
		const resolved = { by: testId(900), at: '2026-05-01T11:00:00Z' };
		const comments = [comment(1), comment(2), comment(9, 1), comment(12, null, { resolved })];
		expect(shape(comments)).toEqual(['1@0 9@1', '2@0', '12@0']);
	});

	test('[T3] a deleted comment keeps its place while something answers it', () => {
		const deleted = { deleted: true, text: '' };
		const answered = [comment(1, null, deleted), comment(2, 1, deleted), comment(3, 2)];
		expect(shape(answered)).toEqual(['1@0 2@1 3@2']);
		expect(shape([comment(1, null, deleted), comment(2, 1, deleted)])).toEqual([]);
		expect(shape([comment(1), comment(2, 1), comment(3, 1, deleted), comment(4, 1)])).toEqual([
			'1@0 2@1 4@1'
		]);
	});

	test('[T4] an answer to what is not here stands by itself; a circle is opened once', () => {
		expect(shape([comment(2, 1)])).toEqual(['2@0']);
		expect(shape([comment(1, 2), comment(2, 1), comment(3, 1)])).toEqual(['1@0 2@1 3@1']);
		expect(shape([comment(1, 1)])).toEqual(['1@0']);
	});

	test('[T5] a chain of 100,000 answers neither overflows the stack nor is walked anew for each', () => {
		const at = (n: number): string => new Date(1_700_000_000_000 + n * 1000).toISOString();
		const chain = Array.from({ length: 100_000 }, (_, n) =>
			comment(n, n === 0 ? null : n - 1, { at: at(n) })
		);
		expect(commentThreads(chain)[0]?.entries.at(-1)?.depth).toBe(99_999);
	});

	test('[T6] every comment knows the first of its thread, also in a circle', () => {
		const byId = new Map([comment(1), comment(2, 1), comment(3, 2)].map((c) => [c.id, c]));
		expect(rootOf(testId(3), (id) => byId.get(id))?.id).toBe(testId(1));
		const circle = new Map([comment(1, 2), comment(2, 1)].map((c) => [c.id, c]));
		expect(rootOf(testId(1), (id) => circle.get(id))).toBeDefined();
		expect(rootOf(testId(7), () => undefined)).toBeUndefined();
	});
});

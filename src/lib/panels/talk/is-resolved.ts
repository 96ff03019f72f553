import type { Thread } from '#core/doc/comment-threads.ts';

export function isResolvedThread({ root }: Thread): boolean {
	return root.resolved !== null;
}

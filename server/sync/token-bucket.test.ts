import { expect, test } from 'vitest';
import { TokenBucket } from './token-bucket.ts';

test('lets a burst through, and then so much a second', () => {
	const bucket = new TokenBucket(10, { burst: 20, now: 0 });
	const taken = (now: number, tries: number) =>
		Array.from({ length: tries }, () => bucket.tryTake(1, now)).filter(Boolean).length;
	expect(taken(0, 50)).toBe(20);
	expect(taken(500, 50)).toBe(5);
	expect(taken(60_000, 50)).toBe(20);
});

test('says how long a debt takes, and never runs backwards with the clock', () => {
	const bucket = new TokenBucket(10, { burst: 10, now: 1_000 });
	expect(bucket.take(10, 1_000)).toBe(0);
	expect(bucket.take(5, 1_000)).toBe(500);
	expect(bucket.take(0, 500)).toBe(500);
	expect(bucket.take(0, 1_000)).toBe(0);
});

import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { BusyError } from './busy-error.ts';
import { FetchRoom } from './fetch-room.ts';

const LIMITS = { bytes: 40, bytesOfCaller: 20, waiting: 3, waitingOfCaller: 2, waitMs: 10_000 };

/** Work that goes on until it is told to end. */
function visitors(room: FetchRoom) {
	const inside: string[] = [];
	const ends = new Map<string, () => void>();
	const come = (name: string, caller: string, signal?: AbortSignal) =>
		room.run({ caller, bytes: 10, signal }, async () => {
			inside.push(name);
			await new Promise<void>((resolve) => ends.set(name, resolve));
			return name;
		});
	return { inside, come, end: (name: string) => ends.get(name)?.() };
}

describe('[G6] what is fetched at once is bounded', () => {
	test('one caller has a part of the room, and waits in turn for more', async () => {
		const { inside, come, end } = visitors(new FetchRoom(LIMITS));
		const all = ['a1', 'a2', 'a3', 'a4'].map((name) => come(name, 'a'));
		void come('b1', 'b');
		await turn();
		expect(inside).toEqual(['a1', 'a2', 'b1']);
		await expect(come('a5', 'a')).rejects.toMatchObject({ busy: 'caller' });
		end('a1');
		expect(await all[0]).toBe('a1');
		await turn();
		expect(inside).toEqual(['a1', 'a2', 'b1', 'a3']);
	});

	test('all together have no more than the whole, and not everybody may wait', async () => {
		const { inside, come, end } = visitors(new FetchRoom(LIMITS));
		for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) void come(name, name);
		await turn();
		expect(inside).toEqual(['a', 'b', 'c', 'd']);
		await expect(come('h', 'h')).rejects.toMatchObject({ busy: 'all' });
		end('b');
		await turn();
		expect(inside).toEqual(['a', 'b', 'c', 'd', 'e']);
	});

	test('who goes away while waiting, or waits too long, leaves the place to others', async () => {
		const { inside, come, end } = visitors(new FetchRoom({ ...LIMITS, waitMs: 30 }));
		for (const name of ['a1', 'a2']) void come(name, 'a');
		const gone = new AbortController();
		const waiting = [come('a3', 'a', gone.signal), come('a4', 'a')];
		gone.abort();
		const [first, second] = await Promise.allSettled(waiting);
		expect(first).toMatchObject({ status: 'rejected', reason: { name: 'AbortError' } });
		expect(second).toMatchObject({ status: 'rejected', reason: expect.any(BusyError) as Error });
		end('a1');
		await turn();
		void come('a5', 'a');
		expect(inside).toEqual(['a1', 'a2', 'a5']);
	});
});

import { expect, test } from 'vitest';
import { SharedWork } from './shared-work.ts';

/** Work that ends when the test says so. */
function started() {
	const signals: AbortSignal[] = [];
	let end: (value: string) => void = () => undefined;
	const work = (signal: AbortSignal): Promise<string> => {
		signals.push(signal);
		return new Promise((resolve, reject) => {
			end = resolve;
			signal.addEventListener('abort', () => reject(signal.reason as Error));
		});
	};
	return { signals, work, end: (value: string) => end(value) };
}

test('[U1] one who gives up hears so at once, and takes nothing from the others', async () => {
	const shared = new SharedWork<string>();
	const { signals, work, end } = started();
	const [one, other] = [new AbortController(), new AbortController()];
	const first = shared.run('a', one.signal, work);
	const second = shared.run('a', other.signal, work);
	one.abort();
	await expect(first).rejects.toThrow('aborted');
	expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
	end('done');
	expect(await second).toBe('done');
});

test('[U2] what nobody wants any more is given up; who then asks starts anew', async () => {
	const shared = new SharedWork<string>();
	const { signals, work, end } = started();
	const one = new AbortController();
	const first = shared.run('a', one.signal, work);
	one.abort();
	await expect(first).rejects.toThrow('aborted');
	expect(signals[0]?.aborted).toBe(true);
	const again = shared.run('a', new AbortController().signal, work);
	end('done');
	expect(await again).toBe('done');
	expect(signals).toHaveLength(2);
});

import { afterEach, expect, test, vi } from 'vitest';
import { outcomeOf, uploadRaster } from './upload.ts';

afterEach(() => {
	vi.restoreAllMocks();
	vi.useRealTimers();
	localStorage.clear();
});

test('[P1] an interrupted upload of a kept file goes on, whatever its layer is called by now', async () => {
	const url = 'https://plan.example/api/uploads/begun';
	localStorage.setItem(
		'tus::samsyn-7::1',
		JSON.stringify({ size: 3, metadata: {}, creationTime: '', uploadUrl: url })
	);
	const asked: string[] = [];
	vi.spyOn(XMLHttpRequest.prototype, 'open').mockImplementation((method, address) => {
		asked.push(`${method} ${String(address)}`);
	});
	vi.spyOn(XMLHttpRequest.prototype, 'send').mockImplementation(() => undefined);
	vi.spyOn(XMLHttpRequest.prototype, 'setRequestHeader').mockImplementation(() => undefined);
	const stop = new AbortController();
	const sending = uploadRaster(new File(['abc'], 'renamed.tif', { type: 'image/tiff' }), {
		token: () => undefined,
		onprogress: () => undefined,
		signal: stop.signal,
		keptAs: '7'
	});
	await vi.waitUntil(() => asked.length > 0);
	expect(asked).toEqual([`HEAD ${url}`]);
	stop.abort();
	await expect(sending).rejects.toMatchObject({ name: 'AbortError' });
});

test('[P2] a network that is gone while the server looks at the file is waited for', async () => {
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	const answers = [
		() => Promise.reject(new TypeError('Failed to fetch')),
		() => Promise.resolve(new Response('', { status: 503 })),
		() => Promise.resolve(Response.json({ status: 'receiving' })),
		() => Promise.resolve(Response.json({ status: 'complete' }))
	];
	vi.spyOn(globalThis, 'fetch').mockImplementation(
		() => answers.shift()?.() ?? Promise.reject(new Error('asked too often'))
	);
	const { signal } = new AbortController();
	const outcome = outcomeOf('u1', { token: () => undefined, signal });
	for (let second = 0; second < 20; second += 1) {
		// Answers are read in tasks of their own, which no timer waits for.
		await new Promise((resolve) => requestAnimationFrame(resolve));
		await vi.advanceTimersByTimeAsync(1_000);
	}
	expect(await outcome).toEqual({ ok: true, uploadId: 'u1' });
	expect(answers).toEqual([]);
});

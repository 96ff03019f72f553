import type { LoadAnswer, LoadRequest } from './capabilities-types.ts';
import { fetchCapabilities } from './fetch-capabilities.ts';

// Ten megabytes of XML take a second to read: here nobody waits for it with a frozen map.

const running = new Map<number, AbortController>();

self.addEventListener('message', ({ data }: MessageEvent<LoadRequest>) => {
	if (data.url === undefined) running.get(data.id)?.abort();
	else void load(data.id, data.url, data.token);
});

async function load(id: number, url: string, token: string | undefined): Promise<void> {
	const abort = new AbortController();
	running.set(id, abort);
	const result = await fetchCapabilities(url, abort.signal, { token });
	running.delete(id);
	self.postMessage({ id, result } satisfies LoadAnswer);
}

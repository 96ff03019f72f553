import type { LoadAnswer, LoadedCapabilities, LoadRequest } from './capabilities-types.ts';

/** The worker is there while something is asked of it, and a while after. */
const KEEP_MS = 60_000;

let worker: Worker | undefined;
let ending: ReturnType<typeof setTimeout> | undefined;
let lastId = 0;
const waiting = new Map<number, (result: LoadedCapabilities) => void>();

/**
 * What a service has, read in a worker; or why it can't be had. Resolves in any case, within a little
 * more than a minute; rejects with an AbortError only when `signal` says so. `token` is for the way
 * through our own server.
 */
export function loadCapabilities(
	url: string,
	signal?: AbortSignal,
	token?: string
): Promise<LoadedCapabilities> {
	const id = ++lastId;
	return new Promise((resolve, reject) => {
		const giveUp = (): void => {
			settle(id);
			send({ id });
			reject(signal?.reason as Error);
		};
		if (signal?.aborted) return reject(signal.reason as Error);
		signal?.addEventListener('abort', giveUp, { once: true });
		waiting.set(id, (result) => {
			signal?.removeEventListener('abort', giveUp);
			resolve(result);
		});
		send({ id, url: url.trim(), token });
	});
}

function send(request: LoadRequest): void {
	clearTimeout(ending);
	worker ??= start();
	worker.postMessage(request);
}

function start(): Worker {
	const made = new Worker(new URL('./capabilities.worker.ts', import.meta.url), {
		type: 'module',
		name: 'samsyn-wms-capabilities'
	});
	made.onmessage = ({ data }: MessageEvent<LoadAnswer>) => {
		const answer = waiting.get(data.id);
		settle(data.id);
		answer?.(data.result);
	};
	made.onerror = () => {
		// Out of memory, most likely: those who wait are told, the next one gets a fresh worker.
		const all = [...waiting.values()];
		waiting.clear();
		end();
		for (const answer of all) answer({ ok: false, reason: 'too-large', detail: '' });
	};
	return made;
}

function settle(id: number): void {
	waiting.delete(id);
	clearTimeout(ending);
	if (waiting.size === 0) ending = setTimeout(end, KEEP_MS);
}

function end(): void {
	worker?.terminate();
	worker = undefined;
}

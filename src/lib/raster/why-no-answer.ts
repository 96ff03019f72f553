import { isMixedContent } from './mixed-content.ts';

/**
 * Why nothing came from an address. A request that the browser refused says nothing itself; one that may
 * not be read tells whether anybody answers. Rejects when `signal` is aborted meanwhile.
 */
export async function whyNoAnswer(
	url: string,
	signal?: AbortSignal
): Promise<'mixed-content' | 'no-cors' | 'unreachable'> {
	if (isMixedContent(url)) return 'mixed-content';
	try {
		const given = signal === undefined ? {} : { signal };
		await fetch(url, { method: 'HEAD', mode: 'no-cors', credentials: 'omit', ...given });
		return 'no-cors';
	} catch {
		signal?.throwIfAborted();
		return 'unreachable';
	}
}

import { askShelf } from './shelf-link.ts';

/** A tab that is gone can't say that it has stopped: the session ends by itself after this. */
const LASTS_MS = 60_000;
const RENEW_MS = 20_000;

/**
 * Tells the service worker that what these services answer is for the area (`null`: only to be
 * measured). Resolves with the end of it, or `undefined` where nothing can be kept.
 */
export async function beginSaving(
	area: string | null,
	services: readonly string[]
): Promise<(() => Promise<void>) | undefined> {
	const say = (): Promise<boolean> =>
		askShelf({
			kind: 'saving',
			session: { area, services: [...services], until: Date.now() + LASTS_MS }
		});
	if (!(await say())) return undefined;
	const timer = setInterval(() => void say(), RENEW_MS);
	return async () => {
		clearInterval(timer);
		await askShelf({ kind: 'saving', session: null });
	};
}

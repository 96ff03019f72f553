import { setTimeout as sleep } from 'node:timers/promises';

export interface UntilOptions {
	readonly limitMs?: number;
	readonly everyMs?: number;
	/** A function is asked when the time is up. */
	readonly what?: string | (() => string);
}

/** Waits until `condition` holds; rejects when it does not within the limit. */
export async function until(
	condition: () => boolean | Promise<boolean>,
	{ limitMs = 10_000, everyMs = 10, what = condition.toString() }: UntilOptions = {}
): Promise<void> {
	const end = performance.now() + limitMs;
	while (!(await condition())) {
		if (performance.now() > end) {
			throw new Error(`not within ${limitMs} ms: ${typeof what === 'string' ? what : what()}`);
		}
		await sleep(everyMs);
	}
}

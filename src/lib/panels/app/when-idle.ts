/** Resolves when the page has nothing better to do: for what is not needed to begin. */
export function whenIdle(): Promise<void> {
	return new Promise((resolve) => {
		// Safari has no idle callback.
		if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: 3_000 });
		else setTimeout(resolve, 500);
	});
}

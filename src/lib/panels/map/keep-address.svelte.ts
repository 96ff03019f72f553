import { replaceState } from '$app/navigation';
import { page } from '$app/state';
import type { MapScreen } from './map-screen.svelte.ts';
import { withView } from './url-state.ts';

/** Safari stops a page that writes its address more than 100 times in 30 seconds. */
const WRITE_EVERY_MS = 400;

/**
 * Keeps camera and selection in the address, so that a copied link and a reload show the same. Waits
 * for the map: before its first frame the camera is only a guess.
 */
export function keepAddress({ view, map }: MapScreen): void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	$effect(() => {
		const { camera, selection } = view;
		if (!view.ready || map.status !== 'ready') return;
		clearTimeout(timer);
		timer = setTimeout(() => {
			const next = withView(new URL(location.href), camera, selection);
			if (next.href !== location.href) replaceState(next, page.state);
		}, WRITE_EVERY_MS);
	});
	$effect(() => () => clearTimeout(timer));
}

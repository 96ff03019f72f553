import { untrack } from 'svelte';
import type { OfflineAreas } from '#lib/offline/offline-areas.svelte.ts';
import type { Workspace } from '#lib/sync/workspace.svelte.ts';
import type { MapScreen } from './map-screen.svelte.ts';

/**
 * Opened without the network, a map begins at the time that is kept of it on this device: of any other
 * there is nothing to see. A connection that is lost later changes nothing.
 */
export function keepTime(
	{ map, view }: MapScreen,
	{ connection }: Workspace,
	offline: OfflineAreas
): void {
	let reached = false;
	$effect(() => {
		reached ||= connection.online;
		if (reached || !connection.offline) return;
		const instant = offline.instantOf(map.id);
		untrack(() => view.clock.beginAt(instant));
	});
}

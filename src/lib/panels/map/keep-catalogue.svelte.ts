import type { Workspace } from '#lib/sync/workspace.svelte.ts';
import { sameValue } from '#core/util/same-value.ts';
import type { MapScreen } from './map-screen.svelte.ts';

/**
 * Keeps the entry of this map in the list of this device: when it was opened, its name, its layers,
 * and whether the server has it.
 */
export function keepCatalogue({ map }: MapScreen, { maps }: Workspace): void {
	const openedAt = Date.now();
	let asked = false;
	$effect(() => {
		if (map.status !== 'ready') return;
		const entry = maps.get(map.id);
		const saved = map.document.isSynced && map.document.save.kind === 'saved';
		const next = {
			id: map.id,
			name: map.meta.name,
			openedAt,
			madeHere: (entry?.madeHere ?? false) && !saved,
			layers: map.layers.map(({ layer }) => layer.id),
			...(entry?.access === undefined ? {} : { access: entry.access })
		};
		if (!entry || !sameValue(entry, next)) maps.put(next);
	});
	$effect(() => {
		if (asked || map.save.waiting === 0) return;
		asked = true;
		// With the first edit there is something to lose: the browser is asked not to clear it away.
		void keepStorage();
	});
	$effect(() => {
		if (map.save.kind !== 'at-risk') return;
		const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
		window.addEventListener('beforeunload', warn);
		return () => window.removeEventListener('beforeunload', warn);
	});
}

async function keepStorage(): Promise<void> {
	// Over plain http there is no such thing, whatever the types say.
	if (!('storage' in navigator)) return;
	try {
		await navigator.storage.persist();
	} catch {
		// Refused: the copy here may be cleared when space runs out; the server's stands.
	}
}

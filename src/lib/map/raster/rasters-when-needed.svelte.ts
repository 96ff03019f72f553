import type { MountedRasters, MountRastersOptions } from './mount-rasters.svelte.ts';

/** `mountRasters`, whose code comes with the first raster layer: many maps have none. */
export function mountRastersWhenNeeded(options: MountRastersOptions): MountedRasters {
	const { map, view } = options;
	let mounted: MountedRasters | undefined;
	let loading: Promise<void> | undefined;
	let removed = false;

	async function load(): Promise<void> {
		const { mountRasters } = await import('./mount-rasters.svelte.ts');
		if (!removed) mounted = mountRasters(options);
	}

	const stopEffects = $effect.root(() => {
		$effect(() => {
			const needed = map.layers.some(({ layer }) => layer.meta.sourceType !== 'vector');
			if (!needed && !view.draft) return;
			// The next change of the stack tries again.
			loading ??= load().catch(() => (loading = undefined));
		});
	});
	return {
		identify: (at) => mounted?.identify(at) ?? [],
		retry: (layerId) => mounted?.retry(layerId),
		source: (layerId) => mounted?.source(layerId),
		remove: () => {
			removed = true;
			stopEffects();
			mounted?.remove();
		}
	};
}

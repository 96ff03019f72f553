import { untrack } from 'svelte';
import { geotiffConfigSchema } from '#core/layer/source-config.ts';
import type { LayerMeta } from '#core/layer/types.ts';
import { needsSources, type LegendSources } from '#core/legend/layer-legend.ts';
import { SharedWork } from '#core/util/shared-work.ts';
import type { MapViewState } from '#lib/map/map-view-state.svelte.ts';
import type { TileSource } from '#lib/raster/tile-source.ts';
import { askLegendSources } from './data-range.ts';

/** A raster on the map: a layer, or what is looked at before it becomes one. */
interface Pictured {
	readonly id: string;
	readonly meta: Pick<LayerMeta, 'sourceType' | 'sourceConfig' | 'legendConfig' | 'metadata'>;
}

/** The swatch, the legend and its editor want the same at once. */
const asking = new SharedWork<LegendSources>();
const told = new WeakMap<TileSource, { readonly of: string; readonly sources: LegendSources }>();

/**
 * What the data of a raster layer say for its legend, as long as the component is there. Asked for once
 * the picture is there; each time may have others.
 */
export function legendSources(
	view: MapViewState,
	layerOf: () => Pictured
): { readonly current: LegendSources } {
	let found = $state.raw<LegendSources>({});
	const asksFor = $derived.by(() => {
		const { id, meta } = layerOf();
		const status = view.rasters.get(id);
		if (status?.state !== 'ok' || !needsSources(meta)) return '';
		return `${id} ${status.timeShown} ${JSON.stringify(meta.sourceConfig)}`;
	});

	$effect(() => {
		if (asksFor === '') return;
		const { id, meta } = untrack(layerOf);
		const time = untrack(() => view.rasters.get(id)?.timeShown ?? undefined);
		const source = view.rasterSource(id);
		const config = geotiffConfigSchema.safeParse(meta.sourceConfig).data;
		if (!source || !config) return;
		const before = told.get(source);
		if (before?.of === asksFor) {
			found = before.sources;
			return;
		}
		const name = asksFor;
		const abort = new AbortController();
		const ask = (signal: AbortSignal) => askLegendSources(source, config, { time, signal });
		asking.run(name, abort.signal, ask).then(
			(sources) => {
				told.set(source, { of: name, sources });
				found = sources;
			},
			// There is a picture, and its legend comes with the next one.
			() => undefined
		);
		return () => abort.abort();
	});

	return {
		get current() {
			return found;
		}
	};
}

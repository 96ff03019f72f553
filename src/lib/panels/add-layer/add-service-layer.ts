import type { WmsLayer, WmsService } from '#core/wms/types.ts';
import { layerConfig, type LayerConfigFault } from '#core/wms/layer-config.ts';
import { LIMITS } from '#core/doc/limits.ts';
import type { OpenLayer } from '#lib/sync/open-layer.svelte.ts';
import type { OpenMap } from '#lib/sync/open-map.svelte.ts';
import { toJson } from './to-json.ts';

export interface ServiceChoice {
	readonly service: WmsService;
	readonly layer: WmsLayer;
	/** The address that the person gave. */
	readonly url: string;
	readonly style: string | undefined;
}

export type AddedLayer =
	| { readonly ok: true; readonly layer: OpenLayer; readonly timesCut: boolean }
	| { readonly ok: false; readonly reason: LayerConfigFault };

/** Puts a layer of a service on top of the map, with all that the service says of it. */
export function addServiceLayer(map: OpenMap, choice: ServiceChoice): AddedLayer {
	const { service, layer, url, style } = choice;
	const draft = layerConfig(service, layer, { url, ...(style === undefined ? {} : { style }) });
	if (!draft.ok) return draft;
	const { name, description, config, legend, timesCut } = draft.value;
	const added = map.createLayer({
		name: name.slice(0, LIMITS.nameLength),
		description: description.slice(0, LIMITS.descriptionLength),
		sourceType: 'wms',
		sourceConfig: toJson(config),
		legendConfig: toJson(legend),
		metadata: toJson(metadataOf(service, layer))
	});
	return { ok: true, layer: added, timesCut };
}

function metadataOf(service: WmsService, { attribution }: WmsLayer): object {
	const { title, accessConstraints } = service;
	const isFree = accessConstraints === '' || /^none$/i.test(accessConstraints);
	return {
		author: attribution?.title ?? title,
		...(attribution?.url === undefined ? {} : { url: attribution.url }),
		...(isFree ? {} : { licence: accessConstraints.slice(0, 5_000) })
	};
}

import type { StackedLayer } from '#lib/sync/open-map.svelte.ts';
import { layerMetadataSchema } from '#core/layer/legend-config.ts';
import { wmsConfigSchema } from '#core/layer/source-config.ts';
import type { LayerMeta } from '#core/layer/types.ts';
import type { Attribution } from './view-types.ts';

/** Credits of the basemap and of every visible layer, each once. */
export class Credits {
	/** Of the basemap. */
	base = $state.raw<readonly Attribution[]>([]);

	/** The basemap's first, then those of the layers, top first. */
	of(stack: readonly StackedLayer[]): readonly Attribution[] {
		const visible = stack.filter(({ visible }) => visible);
		const all = [...this.base, ...visible.flatMap(({ layer }) => creditOf(layer.meta))];
		return all.filter(({ text }, index) => all.findIndex((one) => one.text === text) === index);
	}
}

function creditOf({ sourceType, sourceConfig, metadata }: LayerMeta): Attribution[] {
	const about = layerMetadataSchema.safeParse(metadata).data;
	const wms = sourceType === 'wms' ? wmsConfigSchema.safeParse(sourceConfig).data : undefined;
	const text = [about?.attribution, wms?.attribution, about?.author].find((text) => text?.trim());
	if (text === undefined) return [];
	return [{ text, href: link(about?.url) ?? doi(about?.doi) }];
}

function link(url: string | undefined): string | null {
	return url !== undefined && /^https?:\/\//i.test(url) ? url : null;
}

function doi(doi: string | undefined): string | null {
	const found = /^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:)?(10\.\d{4,9}\/\S+)$/i.exec(
		doi?.trim() ?? ''
	);
	return found?.[1] === undefined ? null : `https://doi.org/${encodeURI(found[1])}`;
}

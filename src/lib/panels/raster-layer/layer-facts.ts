import { geotiffConfigSchema, wmsConfigSchema } from '#core/layer/source-config.ts';
import type { LayerMeta } from '#core/layer/types.ts';

/** Where the picture of a layer comes from. */
export interface SourceFacts {
	readonly address?: string | undefined;
	/** Of a service. */
	readonly layers?: string | undefined;
	readonly attribution?: string | undefined;
}

export function sourceOf({
	sourceType,
	sourceConfig
}: Pick<LayerMeta, 'sourceType' | 'sourceConfig'>): SourceFacts {
	if (sourceType === 'wms') {
		const { data } = wmsConfigSchema.safeParse(sourceConfig);
		return data ? { address: data.url, layers: data.layers, attribution: data.attribution } : {};
	}
	if (sourceType !== 'geotiff') return {};
	const { data } = geotiffConfigSchema.safeParse(sourceConfig);
	if (!data) return {};
	return data.delivery === 'direct'
		? { address: data.url ?? data.urlTemplate }
		: { address: data.cogUrl ?? data.cogUrlTemplate };
}

/** Whether the layer is marked as one of those that nobody has seen work yet (the seeded library). */
export function isUnverified({ metadata }: Pick<LayerMeta, 'metadata'>): boolean {
	return (
		typeof metadata === 'object' &&
		metadata !== null &&
		'unverified' in metadata &&
		metadata.unverified === true
	);
}

/** `10.5067/…`, `doi:10.5067/…` or the whole address → the page of the DOI; else `undefined`. */
export function doiHref(doi: string | undefined): string | undefined {
	const found = /^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)?(10\.\d{4,9}\/\S+)$/i.exec(
		doi?.trim() ?? ''
	);
	return found?.[1] === undefined
		? undefined
		: `https://doi.org/${encodeURIComponent(found[1]).replaceAll('%2F', '/')}`;
}

/** Only pages of the web: `javascript:` and the like are no links. */
export function pageHref(url: string | undefined): string | undefined {
	if (url === undefined || !URL.canParse(url)) return undefined;
	const { protocol, href } = new URL(url);
	return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}

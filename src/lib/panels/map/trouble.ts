import type { CloseKind } from '#core/wire/close-reason.ts';
import type { OpenMap } from '#lib/sync/open-map.svelte.ts';
import type { SharedDocument } from '#lib/sync/shared-document.svelte.ts';

/** Why what is open here and what the server has can't come together. */
export interface TroubleFound {
	readonly kind: CloseKind;
	readonly document: SharedDocument;
	/** Undefined when it is the map itself. */
	readonly layerName: string | undefined;
}

/** The first trouble of the map or one of its layers. Reactive. */
export function troubleOf(map: OpenMap): TroubleFound | undefined {
	if (map.status !== 'ready') return undefined;
	const own = kindOf(map.document);
	if (own) return { kind: own, document: map.document, layerName: undefined };
	for (const { layer } of map.layers) {
		const kind = kindOf(layer.document);
		if (kind) return { kind, document: layer.document, layerName: layer.meta.name };
	}
	return undefined;
}

function kindOf(document: SharedDocument): CloseKind | undefined {
	return document.isNewer ? 'newer-version' : document.refusal?.kind;
}

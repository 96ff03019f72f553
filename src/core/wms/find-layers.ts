import type { WmsLayer } from './types.ts';

/** All layers of a tree, a folder before what is in it. */
export function* eachLayer(layer: WmsLayer): Generator<WmsLayer> {
	yield layer;
	for (const child of layer.layers) yield* eachLayer(child);
}

/** The layer of that name, with what it inherits. */
export function layerNamed(root: WmsLayer, name: string): WmsLayer | undefined {
	for (const layer of eachLayer(root)) if (layer.name === name) return layer;
	return undefined;
}

/**
 * The tree with what matches all the words, in title, name or abstract, and the folders above it. A
 * folder that matches keeps all that is in it. `undefined` when nothing does.
 */
export function findLayers(root: WmsLayer, words: string): WmsLayer | undefined {
	const wanted = folded(words)
		.split(/\s+/)
		.filter((word) => word !== '');
	return wanted.length === 0 ? root : pruned(root, wanted);
}

function pruned(layer: WmsLayer, wanted: readonly string[]): WmsLayer | undefined {
	const text = folded(`${layer.title} ${layer.name ?? ''} ${layer.abstract}`);
	if (wanted.every((word) => text.includes(word))) return layer;
	const layers = layer.layers.flatMap((child) => pruned(child, wanted) ?? []);
	return layers.length === 0 ? undefined : { ...layer, layers };
}

/** Lower case without accents: people type `ostersjon`. */
function folded(text: string): string {
	return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

import { findLayers } from '#core/wms/find-layers.ts';
import type { WmsLayer } from '#core/wms/types.ts';

/** One line of the tree of a service. */
export interface LayerRow {
	/** Its place in the tree; names may stand twice. */
	readonly key: string;
	readonly layer: WmsLayer;
	readonly depth: number;
	readonly folder: boolean;
	readonly open: boolean;
}

export interface RowOptions {
	/** Words that are searched for; what they find is shown with its folders open. */
	readonly words: string;
	/** Keys of folders that were closed. */
	readonly closed: ReadonlySet<string>;
}

/** The tree as the lines of a list, from the top. The root has the title of the service: left out. */
export function layerRows(root: WmsLayer, { words, closed }: RowOptions): readonly LayerRow[] {
	const found = findLayers(root, words);
	if (!found) return [];
	const rows: LayerRow[] = [];
	const searching = words.trim() !== '';
	const add = (layer: WmsLayer, key: string, depth: number): void => {
		const folder = layer.layers.length > 0;
		const open = folder && (searching || !closed.has(key));
		rows.push({ key, layer, depth, folder, open });
		if (open) layer.layers.forEach((child, i) => add(child, `${key}.${i}`, depth + 1));
	};
	if (found.name !== undefined || found.layers.length === 0) add(found, '0', 0);
	else found.layers.forEach((child, i) => add(child, `${i}`, 0));
	return rows;
}

/** How many of them can be added. */
export function countLayers(root: WmsLayer): number {
	const own = root.name === undefined ? 0 : 1;
	return root.layers.reduce((sum, layer) => sum + countLayers(layer), own);
}

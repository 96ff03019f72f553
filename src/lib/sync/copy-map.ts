import { uuidv4 } from 'lib0/random';
import type { NewFeature } from '#core/feature/types.ts';
import { LIMITS } from '#core/doc/limits.ts';
import type { OpenLayer } from './open-layer.svelte.ts';
import type { OpenMap } from './open-map.svelte.ts';
import type { Workspace } from './workspace.svelte.ts';

/** The page that opens the copy takes over within this time. */
const HAND_OVER_MS = 5_000;

/**
 * Makes a map of one's own from what this device holds of another: for who lost access to it, or
 * whose map was deleted by somebody else. New documents under new ids: the old ones are refused by
 * the server, and the new ones are nobody else's. Resolves with the id of the copy once it is stored
 * in this browser.
 */
export async function copyMap(from: OpenMap, name: string, workspace: Workspace): Promise<string> {
	const { description, center, zoom, basemap } = from.meta;
	const id = workspace.createMap({ name, description, center, zoom, basemap });
	const to = workspace.openMap(id);
	const copied: OpenLayer[] = [];
	// From the bottom: each new layer comes on top.
	for (const { layer, visible, opacity } of from.layers.toReversed()) {
		if (layer.status !== 'ready') continue;
		const copy = to.createLayer(layer.meta);
		copyFeatures(layer, copy);
		if (!visible) to.setVisible(copy.id, false);
		if (opacity !== 1) to.setOpacity(copy.id, opacity);
		copied.push(copy);
	}
	// Undo is for what the person did: nobody wants to undo their copy away.
	to.history.forget();
	const entry = workspace.maps.get(id);
	if (entry) workspace.maps.put({ ...entry, layers: copied.map((layer) => layer.id) });
	await Promise.all(
		[to.document, ...copied.map(({ document }) => document)].map((d) => d.stored())
	);
	setTimeout(() => to.close(), HAND_OVER_MS);
	return id;
}

function copyFeatures(from: OpenLayer, to: OpenLayer): void {
	const step = to.beginImport();
	let slice: NewFeature[] = [];
	for (const feature of from.features()) {
		slice.push({ ...feature, id: uuidv4() });
		if (slice.length < LIMITS.featuresPerTransaction) continue;
		step.add(slice);
		slice = [];
	}
	step.add(slice);
	step.end();
}

import { uuidv4 } from 'lib0/random';
import type { NewFeature } from '#core/feature/types.ts';
import type { JsonValue } from '#core/util/json.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { Workspace } from '#lib/sync/workspace.svelte.ts';
import { FISHING, PROTECTED, SHIPPING, WIND } from './plan-areas.ts';
import { CABLES, PORTS } from './plan-lines.ts';
import type { ExampleFeature, Words } from './plan-types.ts';

/** Bottom to top, as they are stacked. */
const LAYERS = [PROTECTED, FISHING, SHIPPING, WIND, CABLES, PORTS];
const NAME: Words = { en: 'North Sea example', sv: 'Exempel: Nordsjön' };
const ABOUT: Words = {
	en: 'An invented plan to look around in. It is your own copy: change what you like.',
	sv: 'En påhittad plan att titta runt i. Det är din egen kopia: ändra vad du vill.'
};
/** The page that opens the map takes over within this time. */
const HAND_OVER_MS = 5_000;

/** Makes a personal copy of the example on this device, in the reader's language; returns its id. */
export function makeExample(workspace: Workspace): string {
	const locale = getLocale();
	const id = workspace.createMap({
		name: NAME[locale],
		description: ABOUT[locale],
		center: [5.6, 55.75],
		zoom: 6.2
	});
	const map = workspace.openMap(id);
	const layers = LAYERS.map(({ name, about, style, features }) => {
		const layer = map.addVectorLayer(name[locale], style);
		layer.setMeta({ description: about[locale] });
		layer.add(features.map((feature) => toFeature(feature, locale)));
		return layer.id;
	});
	// Undo is for what the person did: nobody wants to undo the example away.
	map.history.forget();
	const entry = workspace.maps.get(id);
	if (entry) workspace.maps.put({ ...entry, layers });
	setTimeout(() => map.close(), HAND_OVER_MS);
	return id;
}

function toFeature(feature: ExampleFeature, locale: keyof Words): NewFeature {
	const { name, about, properties, geometry } = feature;
	const own = properties.map(([key, value]): [string, JsonValue] => [
		key[locale],
		isWords(value) ? value[locale] : value
	]);
	return {
		id: uuidv4(),
		geometry,
		properties: {
			name,
			...(about[locale] === '' ? {} : { description: about[locale] }),
			...Object.fromEntries(own)
		}
	};
}

function isWords(value: JsonValue | Words): value is Words {
	return typeof value === 'object' && value !== null && 'en' in value && 'sv' in value;
}

import { mount, unmount, type Component } from 'svelte';
import { MapScreen } from '#lib/panels/map/map-screen.svelte.ts';
import type { OpenMap } from '#lib/sync/open-map.svelte.ts';
import { Workspace } from '#lib/sync/workspace.svelte.ts';
import Surroundings from './Surroundings.svelte';

export interface Shown {
	readonly map: OpenMap;
	readonly screen: MapScreen;
	/** Everything that was announced, in order. */
	readonly said: readonly string[];
	readonly close: () => Promise<void>;
}

/** A map of its own, with no server behind it, and one part of the map screen shown in this page. */
export async function showPart<Props extends Record<string, unknown>>(
	part: Component<Props>,
	prepare: (map: OpenMap) => Props
): Promise<Shown> {
	const workspace = new Workspace();
	const map = workspace.openMap(workspace.createMap({ name: 'Plan' }));
	const props = prepare(map);
	const screen = new MapScreen(map, undefined);
	const said: string[] = [];
	const target = document.body.appendChild(document.createElement('div'));
	const onannounce = (text: string): void => void (text !== '' && said.push(text));
	const shown = mount(Surroundings, {
		target,
		// The harness is generic over the part; mount can't carry that through.
		props: {
			workspace,
			screen,
			part: part as Component<Record<string, unknown>>,
			props,
			onannounce
		}
	});
	return {
		map,
		screen,
		said,
		close: async () => {
			await unmount(shown);
			target.remove();
			map.close();
		}
	};
}

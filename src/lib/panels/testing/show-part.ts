import { mount, unmount, type Component, type ComponentProps } from 'svelte';
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
export function showPart<Props extends object>(
	part: Component<Props>,
	prepare: (map: OpenMap, workspace: Workspace) => Props
): Shown {
	const workspace = new Workspace();
	const map = workspace.openMap(workspace.createMap({ name: 'Plan' }));
	const props = prepare(map, workspace);
	const screen = new MapScreen(map, undefined);
	const said: string[] = [];
	const target = document.body.appendChild(document.createElement('div'));
	const onannounce = (text: string): void => {
		if (text !== '') said.push(text);
	};
	// The surroundings take any part with its props; that the two fit is checked by this signature.
	const given = { part, props } as unknown as Pick<
		ComponentProps<typeof Surroundings>,
		'part' | 'props'
	>;
	const shown = mount(Surroundings, { target, props: { workspace, screen, onannounce, ...given } });
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

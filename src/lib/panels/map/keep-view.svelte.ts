import { untrack } from 'svelte';
import { MediaQuery } from 'svelte/reactivity';
import type { Padding } from '#lib/map/view-types.ts';
import type { Preferences } from '#lib/panels/app/preferences.svelte.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { MapScreen } from './map-screen.svelte.ts';

interface Options {
	readonly preferences: Preferences;
	readonly phone: { readonly current: boolean };
	/** The address said where to look. */
	readonly hasCamera: boolean;
}

const MARGIN = 16;
const INSPECTOR = 336;
const WIZARD = 432;
const TOOLBAR = 88;

/** Tells the map what the screen around it knows: theme, language, covered edges, active layer. */
export function keepView(screen: MapScreen, { preferences, phone, hasCamera }: Options): void {
	const { view, map } = screen;
	const dark = new MediaQuery('prefers-color-scheme: dark');
	view.locale = getLocale();
	view.newLayerName = m.layer_drawings();

	$effect(() => {
		const { theme } = preferences;
		view.theme = theme === 'system' ? (dark.current ? 'dark' : 'light') : theme;
		view.strokeScale = preferences.projector ? 1.5 : 1;
	});
	$effect(() => {
		const next = phone.current ? phonePadding(screen) : deskPadding(screen, preferences);
		untrack(() => (view.padding = next));
	});
	$effect(() => {
		const active = screen.activeLayer?.id ?? null;
		untrack(() => (view.activeLayerId = active));
	});

	let placed = hasCamera;
	$effect(() => {
		if (placed || map.status !== 'ready') return;
		placed = true;
		const { center, zoom } = untrack(() => map.meta);
		view.flyTo({ center, zoom: zoom - narrower() }, { animated: false });
	});
}

/** Zoom levels by which a starting view that was set on a desk has to open up on a smaller screen. */
function narrower(): number {
	return Math.max(0, Math.log2(1000 / window.innerWidth));
}

function deskPadding(screen: MapScreen, preferences: Preferences): Padding {
	const rem = preferences.projector ? 1.25 : 1;
	const left = preferences.layersOpen ? preferences.layersWidth * rem + 2 * MARGIN : MARGIN;
	const beside = screen.adding ? WIZARD : screen.inspected ? INSPECTOR : 0;
	const right = beside === 0 ? MARGIN : beside * rem;
	return { top: MARGIN, left, right, bottom: TOOLBAR };
}

function phonePadding({ sheet, adding }: MapScreen): Padding {
	const covered = adding ? 0.6 : 0.5;
	const bottom = sheet === 'peek' && !adding ? 140 : window.innerHeight * covered;
	return { top: MARGIN, left: MARGIN, right: MARGIN, bottom };
}

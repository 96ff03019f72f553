import { untrack } from 'svelte';
import { pointOnSurface } from '#core/geometry/point-on-surface.ts';
import type { Thread } from '#core/doc/comment-threads.ts';
import type { LngLat, TalkPin } from '#lib/map/view-types.ts';
import { m } from '#lib/paraglide/messages.js';
import { targetText } from '#lib/panels/talk/target-words.ts';
import type { OpenMap } from '#lib/sync/open-map.svelte.ts';
import { OpenTalk } from '#lib/sync/open-talk.svelte.ts';
import type { Workspace } from '#lib/sync/workspace.svelte.ts';
import type { MapScreen } from './map-screen.svelte.ts';

/** Pins on the map; of more threads than these the newest have one. */
const MOST_PINS = 200;

/** Opens the talk with the map, and keeps its pins on the map and its people's names known. */
export function keepTalk(screen: MapScreen, workspace: Workspace): void {
	const { map, view } = screen;
	$effect(() => {
		if (map.status !== 'ready') return;
		return untrack(() => {
			const talk = new OpenTalk(map, workspace);
			screen.talk = talk;
			return () => {
				screen.talk = undefined;
				talk.close();
			};
		});
	});
	$effect(() => {
		const people = map.presence.peers.map(({ user }) => user);
		untrack(() => workspace.people.meet(people));
	});
	$effect(() => {
		view.pins = screen.talk ? pinsOf(map, screen.talk) : [];
	});
	$effect(() => view.onPin((id) => screen.openTalk(id)));
}

/** One pin for each thing or place that is talked about and not settled. */
function pinsOf(map: OpenMap, talk: OpenTalk): readonly TalkPin[] {
	const open = talk.threads.filter(({ root }) => root.resolved === null);
	const groups = Map.groupBy(open, placeKey);
	const pins: TalkPin[] = [];
	for (const [key, threads] of groups) {
		const first = threads[0];
		if (key === undefined || !first || pins.length >= MOST_PINS) continue;
		const lngLat = placeOf(map, first);
		if (!lngLat) continue;
		const count = threads.reduce((sum, { entries }) => sum + entries.length, 0);
		const unread = threads.some((thread) => talk.unreadIn(thread) > 0);
		const what = targetText(map, first.root.target);
		const label = unread ? m.talk_pin_unread({ what, count }) : m.talk_pin({ what, count });
		pins.push({ id: first.root.id, lngLat, count, unread, label });
	}
	return pins;
}

function placeKey({ root: { target } }: Thread): string | undefined {
	if (target.kind === 'feature') return `${target.layer}:${target.feature}`;
	return target.kind === 'place' ? `${target.lng.toFixed(5)},${target.lat.toFixed(5)}` : undefined;
}

/** Where it is now; nothing for what is gone or hidden. */
function placeOf(map: OpenMap, { root: { target } }: Thread): LngLat | undefined {
	if (target.kind === 'place') return [target.lng, target.lat];
	if (target.kind !== 'feature') return undefined;
	const stacked = map.layers.find(({ layer }) => layer.id === target.layer);
	const feature = stacked?.visible === true ? stacked.layer.feature(target.feature) : undefined;
	return feature && pointOnSurface(feature.geometry);
}

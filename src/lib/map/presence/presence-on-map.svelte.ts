import type { OpenMap } from '#lib/sync/open-map.svelte.ts';
import type { CameraLink } from '../camera-link.ts';
import type { MapLibreMap } from '../maplibre.ts';
import type { MapViewState } from '../map-view-state.svelte.ts';
import { PeerCursors } from './peer-cursors.ts';
import { PeerShapes } from './peer-shapes.ts';

interface PresenceOnMapOptions {
	readonly canvas: MapLibreMap;
	readonly map: OpenMap;
	readonly view: MapViewState;
	readonly camera: CameraLink;
}

/** Features named in presence are at most this many (core/wire/presence.ts). */
const MOST_EDITING = 10;

/** Other people on the map, and this person for the others. */
export class PresenceOnMap {
	readonly #options: PresenceOnMapOptions;
	readonly #cursors: PeerCursors;
	readonly #shapes: PeerShapes;
	readonly #stops: (() => void)[] = [];
	/** Where the followed person's camera was last seen. */
	#followed = '';

	constructor(options: PresenceOnMapOptions) {
		this.#options = options;
		const { canvas, map } = options;
		this.#cursors = new PeerCursors(canvas);
		this.#shapes = new PeerShapes(
			canvas,
			(layerId, featureId) => map.layer(layerId)?.peek(featureId)?.geometry
		);
		this.#stops.push(map.presence.onChange(() => this.#show()));
		this.#stops.push($effect.root(() => this.#publish()));
		this.#show();
	}

	remove(): void {
		for (const stop of this.#stops) stop();
		this.#cursors.remove();
	}

	#show(): void {
		const peers = this.#options.map.presence.peek();
		this.#cursors.show(peers);
		this.#shapes.show(peers);
		this.#follow();
	}

	#follow(): void {
		const { map, view, camera } = this.#options;
		const { following } = view;
		if (following === null) return void (this.#followed = '');
		const peer = map.presence.peek().find(({ client }) => client === following);
		if (!peer) return void (view.following = null);
		const key = JSON.stringify(peer.camera);
		if (!peer.camera || key === this.#followed) return;
		this.#followed = key;
		camera.follow(peer.camera);
		if (peer.camera.time !== undefined) view.clock.follow(peer.camera.time);
	}

	#publish(): void {
		const { map, view } = this.#options;
		$effect(() => map.presence.setCursor(view.pointer && [view.pointer[0], view.pointer[1]]));
		$effect(() => {
			const { center, zoom, bearing, pitch } = view.camera;
			const time = view.clock.instant;
			map.presence.setCamera({
				center: [center[0], center[1]],
				zoom,
				bearing,
				pitch,
				...(time === null ? {} : { time })
			});
		});
		$effect(() => {
			const { selection } = view;
			map.presence.setEditing(
				selection && {
					layer: selection.layerId,
					features: selection.ids.slice(0, MOST_EDITING)
				}
			);
		});
		$effect(() => {
			if (view.following !== null) this.#follow();
		});
		$effect(() => {
			const refresh = (): void => this.#shapes.refresh(map.presence.peek());
			const stops = map.layers.map(({ layer }) => layer.onFeatures(refresh));
			return () => stops.forEach((stop) => stop());
		});
	}
}

import { untrack } from 'svelte';
import type { Extent } from '#core/geometry/types.ts';
import { extentOfFrame, type Frame } from '#lib/offline/extent-of-frame.ts';
import { estimate, measureTiles, type Measured } from '#lib/offline/measure-tiles.ts';
import type { AreaLimits } from '#lib/offline/limits.ts';
import { DETAILS, type Detail } from '#lib/offline/tile-plan.ts';
import type { MapScreen } from '#lib/panels/map/map-screen.svelte.ts';
import { visibleParts, type VisiblePart } from './visible-parts.ts';

/** The map has to stand still this long before services are asked for samples. */
const STILL_MS = 600;

export interface Choice {
	readonly detail: Detail;
	readonly zoom: number;
	readonly tiles: number;
	readonly bytes: number | null;
	readonly over: 'tiles' | 'bytes' | null;
}

/** What would be saved: the frame on the map, how near, and how much that is. */
export class AreaPlan {
	detail = $state<Detail>('planning');
	measuring = $state(true);
	#measured = $state.raw<readonly Measured[]>([]);
	readonly #screen: MapScreen;
	readonly #frame: () => Frame;
	readonly #limits: () => AreaLimits;

	constructor(screen: MapScreen, frame: () => Frame, limits: () => AreaLimits) {
		this.#screen = screen;
		this.#frame = frame;
		this.#limits = limits;
	}

	get extent(): Extent {
		const { camera, size } = this.#screen.view;
		return extentOfFrame(camera, size, this.#frame());
	}

	get parts(): VisiblePart[] {
		return this.partsAt(() => undefined);
	}

	/** The parts at the times that are given, or at what they show now. */
	partsAt(timeOf: (id: string) => number | undefined): VisiblePart[] {
		const { map, view } = this.#screen;
		return visibleParts(
			map,
			// Read only when it comes to opening: playing a time must not measure everything anew.
			(id) => timeOf(id) ?? untrack(() => view.rasters.get(id)?.timeWanted ?? undefined)
		);
	}

	/** Why a part can't be kept, once it was tried. */
	trouble({ id, savable }: VisiblePart): 'away' | 'cannot' | null {
		if (!savable || this.measuring) return null;
		const measured = this.#measured.find((one) => one.id === id);
		if (measured?.cannot) return 'cannot';
		return (measured?.bytesPerTile ?? null) === null ? 'away' : null;
	}

	get choices(): Choice[] {
		const { extent } = this;
		const limits = this.#limits();
		const seen = Math.round(this.#screen.view.camera.zoom);
		return (Object.keys(DETAILS) as Detail[]).map((detail) => {
			const zoom = seen + DETAILS[detail];
			const { tiles, bytes } = estimate(this.#measured, { extent, zoom });
			const over = tiles > limits.tiles ? 'tiles' : (bytes ?? 0) > limits.bytes ? 'bytes' : null;
			return { detail, zoom, tiles, bytes, over };
		});
	}

	/** Measures each set of layers once, when the map stands still. Returns the undo. */
	follow(): () => void {
		const { parts } = this;
		const savables = parts.flatMap(({ savable }) => savable ?? []);
		const stop = new AbortController();
		this.measuring = savables.length > 0;
		const timer = setTimeout(() => {
			const { extent } = untrack(() => this);
			const zoom = untrack(() => Math.round(this.#screen.view.camera.zoom));
			void measureTiles(savables, { extent, zoom, signal: stop.signal }).then((measured) => {
				if (stop.signal.aborted) return;
				this.#measured = measured;
				this.measuring = false;
			});
		}, STILL_MS);
		return () => {
			clearTimeout(timer);
			stop.abort();
		};
	}
}

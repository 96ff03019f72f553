import { insertVertex, moveVertex, removeVertex } from '#core/geometry/edit-vertices.ts';
import { measureGeometry } from '#core/geometry/measure-geometry.ts';
import { moveOnMap } from '#core/geometry/move-on-map.ts';
import { turned, turnsTowards } from '#core/geometry/settle-longitudes.ts';
import type { Geometry } from '#core/geometry/types.ts';
import { pathsOf, type VertexRef } from '#core/geometry/vertices.ts';
import type { OpenLayer } from '#lib/sync/open-layer.svelte.ts';
import type { NoticeKind, Sketch } from '#lib/map/view-types.ts';
import { editFeatures } from './edit-features.ts';
import { handlesOf, type Handle } from './edit-handles.ts';
import { grabAt, type Grab } from './grab.ts';
import { settleShape } from './settle-shape.ts';
import type { Snapper } from './snapper.ts';
import { distance, type DrawSurface, type Pixel } from './surface.ts';

interface ShapeEditorOptions {
	readonly surface: DrawSurface;
	readonly snapper: Snapper;
	readonly layer: OpenLayer;
	readonly featureId: string;
	readonly onSketch: (sketch: Sketch) => void;
	/** The shape while it is dragged, `null` when it is let go. */
	readonly onDrag: (geometry: Geometry | null) => void;
	readonly onNotice: (kind: NoticeKind) => void;
	/** The feature is gone, or can't be changed any more. */
	readonly onEnd: () => void;
}

/** Pixels a press may wander and still be a click. */
const STILL = 3;

interface Drag {
	readonly grab: Grab;
	readonly pointerId: number;
	readonly start: Pixel;
	/** What the shape was when it was taken hold of, with the new vertex of a midpoint. */
	readonly from: Geometry;
	moved: boolean;
}

/**
 * An edit session over one feature: its vertices, all parts and rings, and the shape as a whole.
 * Hand-written, because Terra Draw can hold neither holes nor Multi* nor heights (geo.md §1.2). Works
 * on the geometry as the document has it, so that nothing has to be split and joined again; writes it
 * once per gesture.
 */
export class ShapeEditor {
	readonly featureId: string;
	readonly #options: ShapeEditorOptions;
	readonly #stops: (() => void)[] = [];
	/** In the frame of the map, see `DrawSurface`. */
	#geometry: Geometry;
	#handles: readonly Handle[] = [];
	#active: VertexRef | undefined;
	#drag: Drag | undefined;
	#conflict = false;
	#frame = 0;
	#taken = false;

	/** `undefined` when the feature is not there. */
	static open(options: ShapeEditorOptions): ShapeEditor | undefined {
		const feature = options.layer.peek(options.featureId);
		return feature && new ShapeEditor(options, feature.geometry);
	}

	private constructor(options: ShapeEditorOptions, geometry: Geometry) {
		this.#options = options;
		this.featureId = options.featureId;
		this.#geometry = this.#inFrame(geometry);
		const { surface, layer } = options;
		surface.setEditing({ layerId: layer.id, featureId: this.featureId });
		this.#stops.push(
			layer.onFeatures(({ ids, local }) => {
				if (ids.has(this.featureId)) this.#onDocument(local);
			}),
			surface.onRest(() => this.#draw()),
			listen(surface.element, 'pointerdown', (event) => this.#onDown(event)),
			listen(surface.element, 'pointermove', (event) => this.#onMove(event)),
			listen(surface.element, 'pointerup', (event) => this.#onUp(event)),
			listen(surface.element, 'pointercancel', () => this.cancelDrag())
		);
		this.#draw();
	}

	/** True when the last press was on the shape: its click picks nothing. */
	get taken(): boolean {
		return this.#taken;
	}

	get isDragging(): boolean {
		return this.#drag !== undefined;
	}

	/** Removes the vertex that was clicked last. False when there is none. */
	removeActiveVertex(): boolean {
		if (!this.#active) return false;
		const removed = removeVertex(this.#geometry, this.#active);
		this.#active = undefined;
		if (removed.ok) this.#write(removed.value);
		else this.#options.onNotice('not-a-shape');
		return true;
	}

	/** Puts back what is being dragged. False when nothing is. */
	cancelDrag(): boolean {
		if (!this.#drag) return false;
		this.#letGo();
		this.#reload();
		return true;
	}

	close(): void {
		for (const stop of this.#stops) stop();
		cancelAnimationFrame(this.#frame);
		const { surface } = this.#options;
		if (this.#drag) this.#letGo();
		surface.setPanning(true);
		surface.setCursor('');
		surface.showEdit([]);
		surface.setEditing(null);
	}

	#onDown(event: PointerEvent): void {
		if (!event.isPrimary) return void this.cancelDrag();
		this.#taken = false;
		if (event.button !== 0) return this.#onSecondary(event);
		const grab = this.#grab(event);
		if (!grab) return;
		this.#taken = true;
		const { surface } = this.#options;
		surface.setPanning(false);
		surface.element.setPointerCapture(event.pointerId);
		this.#drag = {
			grab,
			pointerId: event.pointerId,
			start: pixelOf(event, surface.element),
			from: this.#geometry,
			moved: false
		};
	}

	/** A secondary press on a vertex removes it, as people know from other map programs. */
	#onSecondary(event: PointerEvent): void {
		const grab = this.#grab(event);
		if (grab?.kind !== 'vertex') return;
		this.#taken = true;
		this.#active = grab.ref;
		this.removeActiveVertex();
	}

	#onMove(event: PointerEvent): void {
		const { surface } = this.#options;
		const drag = this.#drag;
		if (!drag) return this.#point(event);
		const pixel = pixelOf(event, surface.element);
		if (!drag.moved && distance(pixel, drag.start) < STILL) return;
		if (!drag.moved) this.#begin(drag);
		this.#geometry = this.#dragged(drag, pixel, { free: event.altKey });
		this.#options.onDrag(this.#geometry);
		this.#drawSoon();
	}

	#onUp(event: PointerEvent): void {
		const drag = this.#drag;
		if (drag?.pointerId !== event.pointerId) return;
		const { moved, grab } = drag;
		const geometry = this.#geometry;
		this.#letGo();
		if (moved) return this.#write(geometry);
		// A click: on a vertex it is picked, on a midpoint a vertex is put there.
		if (grab.kind === 'vertex') this.#active = grab.ref;
		if (grab.kind === 'midpoint') return this.#insert(grab.ref, grab.at);
		this.#draw();
	}

	#begin(drag: Drag): void {
		drag.moved = true;
		const { grab } = drag;
		if (grab.kind === 'body') return;
		if (grab.kind === 'vertex') return void (this.#active = grab.ref);
		const ref = { at: grab.ref.at, index: grab.ref.index + 1 };
		this.#drag = {
			...drag,
			from: insertVertex(drag.from, grab.ref, grab.at),
			grab: { kind: 'vertex', ref, at: grab.at }
		};
		this.#active = ref;
	}

	#dragged(drag: Drag, pixel: Pixel, options: { readonly free: boolean }): Geometry {
		const { surface, snapper } = this.#options;
		const { grab, from } = this.#drag ?? drag;
		if (grab.kind === 'body') return moveOnMap(from, grab.from, surface.unproject(pixel));
		const snapped = options.free ? undefined : snapper.snap(pixel, this.featureId);
		return moveVertex(from, grab.ref, snapped ?? surface.unproject(pixel));
	}

	#insert(ref: VertexRef, at: readonly [number, number]): void {
		this.#active = { at: ref.at, index: ref.index + 1 };
		this.#write(insertVertex(this.#geometry, ref, at));
	}

	/** Once per gesture; from here on it can be undone. */
	#write(geometry: Geometry): void {
		const { layer, onNotice } = this.#options;
		const settled = settleShape(geometry);
		const replaced = this.#conflict;
		this.#conflict = false;
		if (!settled.ok) {
			onNotice(settled.reason);
			return this.#reload();
		}
		layer.setGeometry(this.featureId, settled.value);
		if (replaced) onNotice('replaced-elsewhere');
		this.#reload();
	}

	/** The document has another geometry now: by us, by undo, or by someone else. */
	#onDocument(local: boolean): void {
		const { layer, onNotice, onEnd } = this.#options;
		if (!layer.peek(this.featureId)) {
			if (!local) onNotice('removed-elsewhere');
			return onEnd();
		}
		if (!this.#drag?.moved) return this.#reload();
		if (local || this.#conflict) return;
		this.#conflict = true;
		onNotice('changed-elsewhere');
	}

	#reload(): void {
		const feature = this.#options.layer.peek(this.featureId);
		if (!feature) return this.#options.onEnd();
		this.#geometry = this.#inFrame(feature.geometry);
		this.#conflict = false;
		this.#draw();
	}

	#letGo(): void {
		const { surface, onDrag } = this.#options;
		this.#drag = undefined;
		surface.setPanning(true);
		onDrag(null);
	}

	#point(event: PointerEvent): void {
		if (event.pointerType !== 'mouse' || event.buttons !== 0) return;
		const kind = this.#grab(event)?.kind;
		const cursors = { vertex: 'move', midpoint: 'copy', body: 'grab' } as const;
		this.#options.surface.setCursor(kind ? cursors[kind] : '');
	}

	#grab(event: PointerEvent): Grab | undefined {
		const { surface } = this.#options;
		return grabAt(surface, this.#geometry, {
			handles: this.#handles,
			pixel: pixelOf(event, surface.element),
			pointer: event.pointerType === 'mouse' ? 'mouse' : 'touch'
		});
	}

	#inFrame(geometry: Geometry): Geometry {
		return turned(geometry, turnsTowards(geometry, this.#options.surface.center()[0]));
	}

	#drawSoon(): void {
		cancelAnimationFrame(this.#frame);
		this.#frame = requestAnimationFrame(() => this.#draw());
	}

	#draw(): void {
		const { surface, onSketch } = this.#options;
		this.#handles = handlesOf(this.#geometry, (at) => surface.project(at), surface.size());
		// While the shape is dragged as a whole its handles only get in the way.
		const whole = this.#drag?.moved === true && this.#drag.grab.kind === 'body';
		surface.showEdit(editFeatures(this.#geometry, whole ? [] : this.#handles, this.#active));
		onSketch(this.#sketch());
	}

	#sketch(): Sketch {
		const paths = pathsOf(this.#geometry);
		return {
			hint: 'edit-drag',
			vertices: paths.reduce((sum, path) => sum + path.positions.length - Number(path.closed), 0),
			...measureGeometry(this.#geometry),
			radiusMetres: null,
			canFinish: true,
			canUndoVertex: this.#active !== undefined,
			conflict: this.#conflict
		};
	}
}

function pixelOf(event: PointerEvent, element: HTMLElement): Pixel {
	const { left, top } = element.getBoundingClientRect();
	return [event.clientX - left, event.clientY - top];
}

function listen(
	element: HTMLElement,
	type: 'pointerdown' | 'pointermove' | 'pointerup' | 'pointercancel',
	listener: (event: PointerEvent) => void
): () => void {
	element.addEventListener(type, listener);
	return () => element.removeEventListener(type, listener);
}

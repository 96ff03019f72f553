import { flushSync, mount, unmount } from 'svelte';
import { vi } from 'vitest';
import * as Y from 'yjs';
import { uuidv4 } from 'lib0/random';
import type { Geometry } from '#core/geometry/types.ts';
import type { Properties } from '#core/feature/types.ts';
import type { OpenLayer } from '#lib/sync/open-layer.svelte.ts';
import { Workspace } from '#lib/sync/workspace.svelte.ts';
import { createMap } from '../create-map.ts';
import type { MapLibreMap } from '../maplibre.ts';
import MapView from '../MapView.svelte';
import { MapViewState } from '../map-view-state.svelte.ts';
import type { Camera, NoticeKind } from '../view-types.ts';

/**
 * Opens a real map of 800 × 600 px without a server. The test has mocked `create-map.ts` as a spy.
 * At this zoom the chart has its coarse coast: the fine one takes long to draw without a graphics card.
 */
export async function openTestMap(camera: Partial<Camera> = {}) {
	const workspace = new Workspace();
	const map = workspace.openMap(workspace.createMap({ name: 'Test' }));
	await vi.waitUntil(() => map.document.localCopy !== undefined);
	const view = new MapViewState({ center: [4, 56], zoom: 4, ...camera });
	const notices: NoticeKind[] = [];
	view.onNotice((kind) => notices.push(kind));
	const target = document.createElement('div');
	target.style.cssText = 'position: fixed; top: 0; left: 0; width: 800px; height: 600px';
	document.body.append(target);
	const before = vi.mocked(createMap).mock.results.length;
	const component = mount(MapView, { target, props: { map, view } });
	flushSync();
	const canvas = (await vi.mocked(createMap).mock.results[before]?.value) as MapLibreMap;
	await vi.waitUntil(() => view.ready, { timeout: 20_000 });
	return {
		map,
		view,
		canvas,
		notices,
		pointer: new TestPointer(canvas),
		/** The colour of one pixel of the map as it is drawn now: red, green, blue. */
		pixel: (x: number, y: number) => pixel(canvas, x, y),
		/** All that was handed over is drawn. */
		drawn: () => drawn(canvas),
		close: async () => {
			await unmount(component);
			target.remove();
			map.close();
		}
	};
}

export type TestMap = Awaited<ReturnType<typeof openTestMap>>;

/** Adds one feature and returns its id. */
export function addFeature(
	layer: OpenLayer,
	geometry: Geometry,
	properties: Properties = {}
): string {
	const id = uuidv4();
	layer.add([{ id, geometry, properties }]);
	return id;
}

export function box(west: number, south: number, east: number, north: number): Geometry {
	return {
		type: 'Polygon',
		coordinates: [
			[
				[west, south],
				[east, south],
				[east, north],
				[west, north],
				[west, south]
			]
		]
	};
}

/** Someone else's copy of a document, whose edits arrive as updates from a provider would. */
export function elsewhere(doc: Y.Doc): { doc: Y.Doc; send: () => void } {
	const copy = new Y.Doc();
	Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
	return { doc: copy, send: () => Y.applyUpdate(doc, Y.encodeStateAsUpdate(copy), 'elsewhere') };
}

async function drawn(canvas: MapLibreMap): Promise<void> {
	flushSync();
	// Two frames: one in which changes are collected, one in which they were handed over.
	for (let i = 0; i < 2; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
	await vi.waitUntil(() => canvas.loaded() && !canvas.isMoving(), { timeout: 20_000 });
	await new Promise((resolve) => setTimeout(resolve, 150));
	await vi.waitUntil(() => canvas.loaded(), { timeout: 20_000 });
}

function pixel(canvas: MapLibreMap, x: number, y: number): [number, number, number] {
	canvas.redraw();
	const element = canvas.getCanvas();
	const gl = element.getContext('webgl2');
	if (!gl) throw new Error('no webgl');
	const ratio = element.width / element.clientWidth;
	const rgba = new Uint8Array(4);
	const row = element.height - 1 - Math.round(y * ratio);
	gl.readPixels(Math.round(x * ratio), row, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, rgba);
	return [rgba[0] ?? 0, rgba[1] ?? 0, rgba[2] ?? 0];
}

/** A mouse on the map, by the events a browser sends. Places are `[lng, lat]`. */
class TestPointer {
	readonly #canvas: MapLibreMap;

	constructor(canvas: MapLibreMap) {
		this.#canvas = canvas;
		// A pointer that no hardware has can't be captured.
		canvas.getCanvas().setPointerCapture = () => undefined;
	}

	move(place: readonly [number, number]): void {
		this.#send('move', place, { buttons: 0 });
	}

	click(place: readonly [number, number], options: MouseEventInit = {}): void {
		this.move(place);
		this.down(place, options);
		this.up(place, options);
		this.#mouse('click', place, options);
	}

	down(place: readonly [number, number], options: MouseEventInit = {}): void {
		this.#send('down', place, { buttons: 1, ...options });
	}

	drag(place: readonly [number, number]): void {
		this.#send('move', place, { buttons: 1 });
	}

	up(place: readonly [number, number], options: MouseEventInit = {}): void {
		this.#send('up', place, { buttons: 0, ...options });
	}

	key(key: string): void {
		const canvas = this.#canvas.getCanvas();
		for (const type of ['keydown', 'keyup']) {
			canvas.dispatchEvent(new KeyboardEvent(type, { key, bubbles: true, cancelable: true }));
		}
	}

	#send(what: string, place: readonly [number, number], options: MouseEventInit): void {
		const init = { ...this.#at(place), ...options, pointerId: 1, isPrimary: true };
		const event = new PointerEvent(`pointer${what}`, { ...init, pointerType: 'mouse' });
		this.#canvas.getCanvas().dispatchEvent(event);
		this.#mouse(`mouse${what}`, place, options);
	}

	#mouse(type: string, place: readonly [number, number], options: MouseEventInit): void {
		this.#canvas
			.getCanvas()
			.dispatchEvent(new MouseEvent(type, { ...this.#at(place), ...options }));
	}

	#at(place: readonly [number, number]): MouseEventInit {
		const { x, y } = this.#canvas.project([place[0], place[1]]);
		const { left, top } = this.#canvas.getCanvas().getBoundingClientRect();
		return { clientX: left + x, clientY: top + y, bubbles: true, cancelable: true };
	}
}

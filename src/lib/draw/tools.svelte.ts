import { untrack } from 'svelte';
import type { Geometry } from '#core/geometry/types.ts';
import type { OpenMap } from '#lib/sync/open-map.svelte.ts';
import type { MapViewState } from '#lib/map/map-view-state.svelte.ts';
import type { GhostSketch } from '#lib/map/presence/ghost-publisher.ts';
import type { Hit, Selection, Sketch, Tool } from '#lib/map/view-types.ts';
import { addShape, cutHole } from './add-shape.ts';
import type { SketchTool } from './modes.ts';
import { ShapeEditor } from './shape-editor.ts';
import { sketchOf, type Drawn } from './sketch-of.ts';
import type { Sketcher } from './sketcher.ts';
import { Snapper } from './snapper.ts';
import type { DrawSurface } from './surface.ts';

interface ToolsOptions {
	readonly surface: DrawSurface;
	readonly map: OpenMap;
	readonly view: MapViewState;
	readonly showGhost: (sketch: GhostSketch | null) => void;
}

const MEASURING: ReadonlySet<Tool> = new Set(['measure-line', 'measure-area']);

/** What the tool in hand does: sketches new shapes, edits those that are, cuts holes. */
export class Tools {
	readonly #options: ToolsOptions;
	readonly #snapper: Snapper;
	readonly #stop: () => void;
	#sketcher: Sketcher | undefined;
	#editor: ShapeEditor | undefined;
	#pressTaken = false;
	/** Takes the tool before this one from the map, perhaps a moment later. */
	#leave: (() => void) | undefined;

	constructor(options: ToolsOptions) {
		this.#options = options;
		const { surface, map, view } = options;
		surface.element.addEventListener('pointerdown', this.#onPress);
		this.#snapper = new Snapper(
			surface,
			(layerId, featureId) => map.layer(layerId)?.peek(featureId)?.geometry
		);
		this.#stop = $effect.root(() => {
			$effect(() => {
				const { tool, selection } = view;
				// Only these tools work on what is selected; the others go on when it changes.
				const target = tool === 'edit' || tool === 'hole' ? selection : null;
				untrack(() => this.#take(tool, target));
				return () => untrack(() => this.#putDown());
			});
		});
	}

	/**
	 * True when the last press was the tool's: its click picks nothing. A click that finishes a shape
	 * puts the tool down before the map reports it.
	 */
	get taken(): boolean {
		return this.#pressTaken || this.#sketcher !== undefined || this.#editor?.taken === true;
	}

	finish(): void {
		if (this.#sketcher) return this.#sketcher.finish();
		if (this.#editor) this.#options.view.setTool('select');
	}

	/** Step by step: the drag, the sketch, the tool, the selection. */
	cancel(): void {
		const { view } = this.#options;
		if (this.#editor?.cancelDrag()) return;
		if (this.#sketcher?.isDrawing) {
			this.#sketcher.cancel();
			return this.#showSketch(undefined);
		}
		if (view.tool !== 'select') return view.setTool('select');
		view.clearSelection();
	}

	undoVertex(): void {
		this.#sketcher?.undoVertex();
		this.#editor?.removeActiveVertex();
	}

	deleteSelection(): void {
		const { map, view } = this.#options;
		const layer = view.selection && map.layer(view.selection.layerId);
		const ids = view.selection?.ids ?? [];
		if (!layer) return;
		if (!layer.canEdit) return view.notify('read-only', { layerId: layer.id });
		view.setTool('select');
		view.clearSelection();
		layer.remove(ids);
	}

	/** The Delete key: a picked vertex before the whole feature. */
	deleteKey(): void {
		if (this.#sketcher?.isDrawing || this.#editor?.removeActiveVertex()) return;
		this.deleteSelection();
	}

	remove(): void {
		this.#options.surface.element.removeEventListener('pointerdown', this.#onPress);
		this.#stop();
		this.#leave?.();
	}

	readonly #onPress = (): void => {
		this.#pressTaken = this.#sketcher !== undefined;
	};

	#take(tool: Tool, target: Selection | null): void {
		this.#leave?.();
		if (tool === 'select') return;
		if (tool === 'edit') return this.#edit(target);
		if (tool === 'hole' && !this.#canCut(target)) return this.#hint('hole-pick');
		void this.#sketch(tool, target);
	}

	#putDown(): void {
		this.#editor?.close();
		this.#editor = undefined;
		const sketcher = this.#sketcher;
		this.#sketcher = undefined;
		this.#options.view.sketch = null;
		this.#options.showGhost(null);
		if (!sketcher) return;
		// The shape stays where it was drawn until its layer shows it: no blink between the two.
		this.#leave = () => {
			this.#leave = undefined;
			sketcher.stop();
		};
		const leave = this.#leave;
		void this.#options.surface.drawn().then(() => {
			if (this.#leave === leave) leave();
		});
	}

	async #sketch(tool: SketchTool, target: Selection | null): Promise<void> {
		const code = await import('./sketcher.ts').catch(() => undefined);
		const { view, surface } = this.#options;
		// The tool may have been put down while its code was loading.
		if (view.tool !== tool || this.#sketcher) return;
		if (code === undefined) return this.#hint('tool-away');
		surface.setPanning(true);
		this.#sketcher = new code.Sketcher({
			surface,
			snapper: this.#snapper,
			tool,
			onChange: (drawn) => this.#onDrawn(tool, drawn),
			onFinish: (geometry) => this.#onFinish(tool, geometry, target)
		});
		// Only now would a click be heard.
		this.#hintFor(tool);
	}

	#onDrawn(tool: SketchTool, drawn: Drawn | undefined): void {
		if (this.#options.view.tool !== tool) return;
		// A measured shape stays to be read until the next is begun.
		if (!drawn && MEASURING.has(tool)) return;
		this.#showSketch(drawn);
	}

	#showSketch(drawn: Drawn | undefined): void {
		const { view, map, showGhost } = this.#options;
		if (view.tool === 'select' || view.tool === 'edit') return;
		view.sketch = sketchOf(view.tool, drawn);
		const shown = drawn && !MEASURING.has(view.tool);
		// A layer that is not there yet has no id; the map's stands in.
		const layerId = view.activeLayerId ?? map.id;
		showGhost(shown ? { layerId, geometry: drawn.geometry } : null);
	}

	#onFinish(tool: SketchTool, geometry: Geometry, target: Selection | null): void {
		if (MEASURING.has(tool)) return this.#measured(tool, geometry);
		const { map, view } = this.#options;
		if (tool === 'hole') {
			const hit = hitOf(target);
			const layer = hit && map.layer(hit.layerId);
			if (layer) cutHole(geometry, layer, hit, view);
			return view.setTool('select');
		}
		const added = addShape(geometry, { map, view });
		if (!added) return this.#sketcher?.clear();
		view.select(added.layerId, [added.featureId]);
		view.setTool('select');
	}

	#measured(tool: SketchTool, geometry: Geometry): void {
		const placed = 0;
		const sketch = sketchOf(tool, { geometry, placed, radiusMetres: null });
		this.#options.view.sketch = { ...sketch, canFinish: false, canUndoVertex: false };
	}

	#edit(target: Selection | null): void {
		const { surface, map, view, showGhost } = this.#options;
		const hit = hitOf(target);
		const layer = hit && map.layer(hit.layerId);
		if (!hit || !layer) return this.#hint('edit-pick');
		if (!layer.canEdit) {
			view.notify('read-only', hit);
			return view.setTool('select');
		}
		const { featureId, layerId } = hit;
		this.#editor = ShapeEditor.open({
			surface,
			snapper: this.#snapper,
			layer,
			featureId,
			onSketch: (sketch) => (view.sketch = sketch),
			onDrag: (geometry) => showGhost(geometry && { layerId, featureId, geometry }),
			onNotice: (kind) => view.notify(kind, hit),
			onEnd: () => {
				view.clearSelection();
				view.setTool('select');
			}
		});
		if (!this.#editor) this.#hint('edit-pick');
	}

	#canCut(target: Selection | null): boolean {
		const hit = hitOf(target);
		const layer = hit && this.#options.map.layer(hit.layerId);
		const type = hit && layer?.peek(hit.featureId)?.geometry.type;
		return layer?.canEdit === true && (type === 'Polygon' || type === 'MultiPolygon');
	}

	#hintFor(tool: SketchTool): void {
		this.#options.view.sketch = sketchOf(tool, undefined);
	}

	#hint(hint: Sketch['hint']): void {
		this.#options.view.sketch = { ...sketchOf('point', undefined), hint };
	}
}

function hitOf(selection: Selection | null): Hit | null {
	const [featureId, ...more] = selection?.ids ?? [];
	if (!selection || featureId === undefined || more.length > 0) return null;
	return { layerId: selection.layerId, featureId };
}

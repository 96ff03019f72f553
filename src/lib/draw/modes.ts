import {
	TerraDrawCircleMode,
	TerraDrawFreehandLineStringMode,
	TerraDrawFreehandMode,
	TerraDrawLineStringMode,
	TerraDrawPointMode,
	TerraDrawPolygonMode,
	TerraDrawRectangleMode,
	type HexColor,
	type SnapToCustom
} from 'terra-draw';
import type { Tool } from '#lib/map/view-types.ts';

/** Tools that Terra Draw draws with. */
export type SketchTool = Exclude<Tool, 'select' | 'edit'>;

type Mode =
	| TerraDrawCircleMode
	| TerraDrawFreehandLineStringMode
	| TerraDrawFreehandMode
	| TerraDrawLineStringMode
	| TerraDrawPointMode
	| TerraDrawPolygonMode
	| TerraDrawRectangleMode;

export interface ModeOptions {
	readonly snap: SnapToCustom;
	readonly theme: 'light' | 'dark';
	/** Pixels within which the first or last vertex is meant. */
	readonly reach: number;
}

/**
 * Keys are ours (Enter, Escape, also from buttons): the modes listen to names that no keyboard has.
 */
export const FINISH_KEY = 'samsyn-finish';
export const CANCEL_KEY = 'samsyn-cancel';
const keyEvents = { finish: FINISH_KEY, cancel: CANCEL_KEY };

/** Press and drag as well as two clicks: thumbs drag, mice click. */
const drawInteraction = 'click-move-or-drag';

/** The mode that draws for this tool; its name is the tool's. */
export function modeFor(tool: SketchTool, options: ModeOptions): Mode {
	const area = {
		...areaStyles(options),
		keyEvents,
		modeName: tool,
		pointerDistance: options.reach
	};
	const line = {
		...lineStyles(options),
		keyEvents,
		modeName: tool,
		pointerDistance: options.reach
	};
	const snapping = { toCustom: options.snap };
	switch (tool) {
		case 'point':
			return new TerraDrawPointMode({ modeName: tool, styles: pointStyles(options) });
		case 'line':
		case 'measure-line':
			return new TerraDrawLineStringMode({ ...line, snapping, showCoordinatePoints: true });
		case 'polygon':
		case 'hole':
		case 'measure-area':
			return new TerraDrawPolygonMode({ ...area, snapping, showCoordinatePoints: true });
		case 'rectangle':
			return new TerraDrawRectangleMode({ ...area, drawInteraction });
		case 'circle':
			return new TerraDrawCircleMode({ ...area, drawInteraction, segments: 64 });
		case 'freehand':
			return new TerraDrawFreehandMode({
				...area,
				drawInteraction,
				minDistance: 6,
				smoothing: 0.5
			});
		case 'freehand-line':
			return new TerraDrawFreehandLineStringMode({ ...line, drawInteraction, minDistance: 6 });
	}
}

const ACCENT: Readonly<Record<'light' | 'dark', HexColor>> = { light: '#0f6b66', dark: '#58c7ba' };
const PAPER: Readonly<Record<'light' | 'dark', HexColor>> = { light: '#ffffff', dark: '#0b1219' };

function areaStyles({ theme }: ModeOptions) {
	const [accent, paper] = [ACCENT[theme], PAPER[theme]];
	return {
		styles: {
			fillColor: accent,
			fillOpacity: 0.16,
			outlineColor: accent,
			outlineWidth: 2.5,
			...vertexStyles(accent, paper)
		}
	};
}

function lineStyles({ theme }: ModeOptions) {
	const [accent, paper] = [ACCENT[theme], PAPER[theme]];
	return {
		styles: { lineStringColor: accent, lineStringWidth: 2.5, ...vertexStyles(accent, paper) }
	};
}

function vertexStyles(accent: HexColor, paper: HexColor) {
	return {
		closingPointColor: accent,
		closingPointWidth: 6,
		closingPointOutlineColor: paper,
		closingPointOutlineWidth: 2,
		coordinatePointColor: paper,
		coordinatePointWidth: 3.5,
		coordinatePointOutlineColor: accent,
		coordinatePointOutlineWidth: 1.5,
		snappingPointColor: paper,
		snappingPointWidth: 7,
		snappingPointOutlineColor: accent,
		snappingPointOutlineWidth: 2.5
	};
}

function pointStyles({ theme }: ModeOptions) {
	return {
		pointColor: ACCENT[theme],
		pointWidth: 6,
		pointOutlineColor: PAPER[theme],
		pointOutlineWidth: 2
	};
}

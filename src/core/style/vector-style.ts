import { POINT_ICONS, type VectorStyle } from '../layer/types.ts';
import { isJsonObject, type JsonValue } from '../util/json.ts';

const DEFAULT_STYLE: VectorStyle = Object.freeze({
	stroke: '#0f766e',
	strokeWidth: 2,
	fill: '#14b8a6',
	fillOpacity: 0.25,
	pointSize: 8,
	pointIcon: 'circle'
});

/** Six or eight hex digits; the owner's examples carry an alpha in the last two. */
const COLOUR = /^#[0-9a-f]{6}([0-9a-f]{2})?$/i;

/** For each part of a style, whether a value is one. Also what the server's gate asks. */
export const STYLE_CHECKS: Readonly<Record<keyof VectorStyle, (value: unknown) => boolean>> = {
	stroke: isColour,
	strokeWidth: (value) => inRange(value, 0, 40),
	fill: isColour,
	fillOpacity: (value) => inRange(value, 0, 1),
	pointSize: (value) => inRange(value, 1, 64),
	opacity: (value) => inRange(value, 0, 1),
	pointIcon: (value) => POINT_ICONS.some((icon) => icon === value)
};

function isColour(value: unknown): value is string {
	return typeof value === 'string' && COLOUR.test(value);
}

export function isStyleKey(key: string): key is keyof VectorStyle {
	return Object.hasOwn(STYLE_CHECKS, key);
}

/** Parts that are missing or not understood fall back to the default. */
export function readStyle(parts: Iterable<readonly [string, unknown]>): VectorStyle {
	const known: [string, unknown][] = [];
	for (const [key, value] of parts) {
		if (isStyleKey(key) && STYLE_CHECKS[key](value)) known.push([key, value]);
	}
	return { ...DEFAULT_STYLE, ...(Object.fromEntries(known) as Partial<VectorStyle>) };
}

/** With which a layer of this style comes onto a map. */
export function opacityOf(style: JsonValue): number {
	const opacity = isJsonObject(style) ? style['opacity'] : undefined;
	return typeof opacity === 'number' && STYLE_CHECKS.opacity(opacity) ? opacity : 1;
}

function inRange(value: unknown, least: number, most: number): boolean {
	return typeof value === 'number' && value >= least && value <= most;
}

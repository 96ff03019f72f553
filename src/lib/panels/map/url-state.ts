import { isUuid } from '#core/doc/names.ts';
import type { Camera, Selection } from '#lib/map/view-types.ts';

/** More picked features than this are not worth a longer link. */
const MAX_SELECTED = 20;

/**
 * Camera as `at=<lat>,<lng>,<zoom>[,<bearing>,<pitch>]`, latitude first as people read it to each
 * other; decimals as far as a screen can show.
 */
export function writeCamera({ center, zoom, bearing, pitch }: Camera): string {
	const decimals = Math.max(2, Math.min(6, Math.ceil(zoom / 3)));
	const parts = [center[1].toFixed(decimals), center[0].toFixed(decimals), zoom.toFixed(2)];
	if (Math.round(bearing) !== 0 || Math.round(pitch) !== 0) {
		parts.push(bearing.toFixed(0), pitch.toFixed(0));
	}
	return parts.join(',');
}

/** Anything that is not a camera reads as none: links are typed and cut by people. */
export function readCamera(text: string | null): Camera | undefined {
	const [lat, lng, zoom, bearing = 0, pitch = 0] = readNumbers(text) ?? [];
	if (lat === undefined || lng === undefined || zoom === undefined) return undefined;
	if (Math.abs(lat) > 90 || Math.abs(lng) > 180 || zoom < 0 || zoom > 24) return undefined;
	return { center: [lng, lat], zoom, bearing: bearing % 360, pitch: clamp(pitch, 0, 85) };
}

function readNumbers(text: string | null): readonly number[] | undefined {
	const parts = text?.split(',') ?? [];
	const numbers = parts.map((part) => (part.trim() === '' ? NaN : Number(part)));
	return numbers.every(Number.isFinite) ? numbers : undefined;
}

/** Selection as `pick=<layer>:<feature>,<feature>`; `undefined` when there is none to keep. */
export function writeSelection(selection: Selection | null): string | undefined {
	if (!selection || selection.ids.length > MAX_SELECTED) return undefined;
	return `${selection.layerId}:${selection.ids.join(',')}`;
}

export function readSelection(text: string | null): Selection | undefined {
	const [layerId, list] = text?.split(':') ?? [];
	const ids = list?.split(',') ?? [];
	if (!isUuid(layerId) || ids.length > MAX_SELECTED || !ids.every(isUuid)) return undefined;
	return { layerId, ids };
}

/** The same address with this camera and selection; other parameters stay. */
export function withView(url: URL, camera: Camera, selection: Selection | null): URL {
	const next = new URL(url);
	next.searchParams.set('at', writeCamera(camera));
	const picked = writeSelection(selection);
	if (picked === undefined) next.searchParams.delete('pick');
	else next.searchParams.set('pick', picked);
	// Commas and colons are allowed in a query, and easier to read than %2C.
	next.search = next.search.replaceAll('%2C', ',').replaceAll('%3A', ':');
	return next;
}

function clamp(value: number, least: number, most: number): number {
	return Math.min(most, Math.max(least, value));
}

import type { Extent } from '#core/geometry/types.ts';
import type { Camera } from '#lib/map/view-types.ts';

/** CSS pixels of the map. */
export interface Frame {
	readonly left: number;
	readonly top: number;
	readonly width: number;
	readonly height: number;
}

/** What the map shows within a frame. A map that is turned is framed by what lies around; tilt is not counted. */
export function extentOfFrame(
	camera: Camera,
	[width, height]: readonly [number, number],
	frame: Frame
): Extent {
	const world = 512 * 2 ** camera.zoom;
	const angle = (camera.bearing * Math.PI) / 180;
	const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
	const [centreX, centreY] = [columnOf(camera.center[0]), rowOf(camera.center[1])];
	const xs: number[] = [];
	const ys: number[] = [];
	for (const x of [frame.left, frame.left + frame.width]) {
		for (const y of [frame.top, frame.top + frame.height]) {
			const [dx, dy] = [x - width / 2, y - height / 2];
			xs.push(centreX + (dx * cos - dy * sin) / world);
			ys.push(centreY + (dx * sin + dy * cos) / world);
		}
	}
	const [left, right] = [Math.min(...xs), Math.max(...xs)];
	const [north, south] = [latitudeOf(Math.min(...ys)), latitudeOf(Math.max(...ys))];
	if (right - left >= 1) return [-180, south, 180, north];
	return [longitudeOf(left), south, longitudeOf(right), north];
}

function columnOf(lng: number): number {
	return (lng + 180) / 360;
}

function rowOf(lat: number): number {
	return 0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI);
}

function longitudeOf(column: number): number {
	return (column - Math.floor(column)) * 360 - 180;
}

function latitudeOf(row: number): number {
	const within = Math.max(0, Math.min(1, row));
	return (Math.atan(Math.sinh((0.5 - within) * 2 * Math.PI)) * 180) / Math.PI;
}

import type { WmsConfig } from '../layer/source-config.ts';
import { mapUrl, requestCrs, type Box } from './request-url.ts';
import { HALF, mercatorOf } from './tile-box.ts';

interface PreviewSize {
	/** Pixels. */
	readonly width: number;
	readonly height: number;
}

/** In EPSG:3857, where a layer says nothing of its extent: the whole world. */
const WORLD: Box = [-HALF, -HALF, HALF, HALF];
const WORLD_DEGREES: Box = [-180, -90, 180, 90];

/** Where the service draws all of a layer in a small picture, at the time that it takes by default. */
export function previewUrl(config: WmsConfig, { width, height }: PreviewSize): string {
	const inDegrees = ['EPSG:4326', 'CRS:84'].includes(requestCrs(config));
	return mapUrl(config, {
		box: inDegrees
			? fitted(degreesOf(config), width / height, 180)
			: fitted(metresOf(config), width / height, Infinity),
		width,
		height
	});
}

function degreesOf({ bounds }: WmsConfig): Box {
	return bounds ? [...bounds[0], ...bounds[1]] : WORLD_DEGREES;
}

function metresOf({ bounds }: WmsConfig): Box {
	return bounds ? [...mercatorOf(bounds[0]), ...mercatorOf(bounds[1])] : WORLD;
}

/**
 * The smallest box around it of a shape, about its middle: pictures must not be stretched. One that
 * would be higher than there is anything is cut at its sides.
 */
function fitted([west, south, east, north]: Box, ratio: number, highest: number): Box {
	const height = Math.min(highest, Math.max(north - south, (east - west) / ratio));
	const width = height * ratio;
	const x = (west + east) / 2;
	const y = height === highest ? 0 : (south + north) / 2;
	return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
}

import { apply } from '#core/raster/affine.ts';
import type { RasterReader } from '#core/raster/raster-reader.ts';
import type { RasterHeader } from '#core/raster/raster-header.ts';

/** TiTiler's `/cog/info` of a raster, and beside it where it lies in degrees. */
export function infoOf({ header, extent, maxZoom }: RasterReader) {
	const { bands, alphaSample, levels, width, height } = header;
	const names = bands.map(({ name }) => name);
	return {
		bounds: nativeBounds(header),
		crs: `http://www.opengis.net/def/crs/EPSG/0/${header.epsg}`,
		band_metadata: names.map((name) => [name, {}]),
		band_descriptions: bands.map(({ name, description }) => [name, description]),
		dtype: header.dataType,
		nodata_type: nodataType(header),
		nodata_value: jsonNumber(header.nodata),
		colorinterp: colours(header),
		scales: bands.map(({ scale }) => scale),
		offsets: bands.map(({ offset }) => offset),
		driver: 'GTiff',
		count: bands.length + (alphaSample === undefined ? 0 : 1),
		width,
		height,
		overviews: levels.slice(1).map((level) => Math.round(width / level.width)),
		geographic_bounds: extent,
		maxzoom: maxZoom,
		units: bands.map(({ unit }) => unit ?? null)
	};
}

function nativeBounds({ affine, width, height }: RasterHeader): number[] {
	const corners = [
		[0, 0],
		[width, 0],
		[0, height],
		[width, height]
	].map(([column = 0, row = 0]) => apply(affine, column, row));
	const xs = corners.map(([x]) => x);
	const ys = corners.map(([, y]) => y);
	return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

function nodataType({ alphaSample, nodata, levels }: RasterHeader): string {
	if (alphaSample !== undefined) return 'Alpha';
	if (nodata !== undefined) return 'Nodata';
	return levels[0]?.maskImage === undefined ? 'None' : 'Mask';
}

function colours({ bands, palette, dataType }: RasterHeader): string[] {
	if (palette !== undefined) return ['palette'];
	const isPicture = bands.length === 3 && dataType === 'uint8';
	return isPicture ? ['red', 'green', 'blue'] : bands.map(() => 'gray');
}

/** JSON has no NaN. */
function jsonNumber(value: number | undefined): number | string | null {
	if (value === undefined) return null;
	return Number.isFinite(value) ? value : String(value).toLowerCase();
}

/** Why a raster can't be drawn. */
export type RasterFault =
	| 'not-a-tiff'
	| 'no-crs'
	| 'user-crs'
	| 'unknown-crs'
	| 'no-place'
	| 'control-points'
	| 'bits'
	| 'compression'
	| 'mixed-samples'
	| 'striped'
	| 'no-overviews'
	| 'damaged'
	| 'too-many-pixels';

const SENTENCES: Readonly<Record<RasterFault, string>> = {
	'not-a-tiff': 'The file is not a GeoTIFF.',
	'no-crs': 'The file does not say which coordinate system it is in.',
	'user-crs': 'The file is in a coordinate system of its own that has no EPSG code.',
	'unknown-crs': 'The coordinate system of the file is not known here.',
	'no-place': 'The file does not say where on earth it lies.',
	'control-points': 'The file is placed by control points; it must be rectified first.',
	bits: 'The file holds numbers of a kind that cannot be read here (such as 64-bit integers).',
	compression: 'The file is compressed in a way that cannot be read here.',
	'mixed-samples': 'The bands of the file hold numbers of different kinds.',
	striped:
		'The file is stored in strips, not tiles: turn it into a Cloud Optimized GeoTIFF to draw it.',
	'no-overviews': 'The file has no overviews: turn it into a Cloud Optimized GeoTIFF to draw it.',
	damaged: 'A part of the file is damaged.',
	'too-many-pixels': 'Too much of the file would have to be read for this view: zoom in.'
};

/** Thrown while a raster is read; what is wrong with it is known. */
export class RasterError extends Error {
	override readonly name = 'RasterError';
	readonly fault: RasterFault;
	/** What exactly, where there is more to say: `EPSG:1234`. */
	readonly detail: string;

	constructor(fault: RasterFault, detail = '', options?: ErrorOptions) {
		super(detail === '' ? SENTENCES[fault] : `${SENTENCES[fault]} (${detail})`, options);
		this.fault = fault;
		this.detail = detail;
	}
}

import type { Affine } from './affine.ts';

export type DataType =
	'uint8' | 'int8' | 'uint16' | 'int16' | 'uint32' | 'int32' | 'float16' | 'float32' | 'float64';

/** One resolution of a raster. */
export interface RasterLevel {
	/** Which image of the file. */
	readonly image: number;
	readonly width: number;
	readonly height: number;
	readonly blockWidth: number;
	readonly blockHeight: number;
	/** Which image of the file tells where there is data. */
	readonly maskImage?: number;
}

export interface RasterBand {
	readonly name: string;
	readonly description: string;
	readonly unit?: string;
	/** Stored value × scale + offset is the measured one. */
	readonly scale: number;
	readonly offset: number;
	/** As the file says them. */
	readonly range?: readonly [number, number];
}

/** What a file says about its raster. */
export interface RasterHeader {
	readonly width: number;
	readonly height: number;
	readonly dataType: DataType;
	/** Without the alpha band. */
	readonly bands: readonly RasterBand[];
	readonly epsg: number;
	/** From pixel (0, 0 is the outer corner of the first) to coordinates of the CRS. */
	readonly affine: Affine;
	readonly nodata: number | undefined;
	/** 0-based sample that holds opacity. */
	readonly alphaSample: number | undefined;
	/** Colours of the values 0 …, RGBA. */
	readonly palette: Uint8Array | undefined;
	/** JPEG keeps luminance and two colour differences. */
	readonly isYCbCr: boolean;
	/** The finest first. */
	readonly levels: readonly RasterLevel[];
	readonly isTiled: boolean;
	readonly compression: string;
}

export function isFloat(type: DataType): boolean {
	return type.startsWith('float');
}

/** Red, green and blue of a photograph. */
export function isPicture({
	bands,
	dataType,
	palette
}: Pick<RasterHeader, 'bands' | 'dataType' | 'palette'>): boolean {
	return bands.length >= 3 && palette === undefined && dataType === 'uint8';
}

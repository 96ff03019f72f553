import type { DataType } from './raster-header.ts';
import { isFloat } from './raster-header.ts';

/** Whether a stored value stands for "no data". NaN never is data. */
export type IsNodata = (value: number) => boolean;

/** Integers exactly, 32-bit floats as they were rounded when stored. */
export function nodataTest(nodata: number | undefined, type: DataType): IsNodata {
	if (!isFloat(type)) return nodata === undefined ? never : (value) => value === nodata;
	if (nodata === undefined || Number.isNaN(nodata)) return (value) => value !== value;
	const stored = type === 'float64' ? nodata : Math.fround(nodata);
	return (value) => value === stored || value !== value;
}

function never(): boolean {
	return false;
}

import type { RasterFault } from './raster-fault.ts';
import type { DataType, RasterHeader } from './raster-header.ts';

const MIB = 1024 * 1024;
/** Strips run across the whole file: a tile needs most of it. */
const MAX_STRIPED_BYTES = 50 * MIB;
/** Above it a view of the whole would read too much. */
const MAX_PIXELS_WITHOUT_OVERVIEWS = 16 * MIB;

const BYTES: Readonly<Record<DataType, number>> = {
	uint8: 1,
	int8: 1,
	uint16: 2,
	int16: 2,
	float16: 2,
	uint32: 4,
	int32: 4,
	float32: 4,
	float64: 8
};

/** What keeps a file that can be read from being drawn well. */
export function faultsOf(header: RasterHeader): RasterFault[] {
	const { width, height, bands, dataType, isTiled, levels } = header;
	const faults: RasterFault[] = [];
	const bytes = width * height * bands.length * BYTES[dataType];
	if (!isTiled && bytes > MAX_STRIPED_BYTES) faults.push('striped');
	if (levels.length === 1 && width * height > MAX_PIXELS_WITHOUT_OVERVIEWS) {
		faults.push('no-overviews');
	}
	return faults;
}

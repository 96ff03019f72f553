import type { Extent } from '#core/geometry/types.ts';
import type { SourceFault } from './tile-source.ts';

interface RasterBandInfo {
	readonly name: string;
	readonly description: string;
	readonly unit?: string;
}

/** What a raster says of itself. */
export interface RasterSummary {
	readonly extent: Extent;
	readonly maxZoom: number;
	readonly width: number;
	readonly height: number;
	readonly dataType: string;
	readonly epsg: number;
	readonly nodata: number | undefined;
	readonly bands: readonly RasterBandInfo[];
	readonly overviews: number;
	/** A photograph, or a palette: colours that need no ramp. */
	readonly hasOwnColours: boolean;
	/** What makes it slow to draw. */
	readonly warnings: readonly SourceFault[];
}

import { hexColour } from './hex-colour.ts';

/** A value of a raster whose file gives each value a colour. */
export interface PaletteClass {
	readonly value: number;
	/** `#rrggbb` */
	readonly color: string;
}

/** A legend of more says nothing. */
const MOST_CLASSES = 40;

/**
 * The classes of a file with a palette, by ascending value: those that occur in what was read of it,
 * and, since a rare one may be missing there, those that somebody gave a colour. TIFF has no way to say
 * that a colour was not given; GDAL writes black. None when there are too many to be classes.
 */
export function paletteClasses(
	palette: Uint8Array,
	occurring: ReadonlySet<number>,
	nodata: number | undefined
): PaletteClass[] {
	const all = Array.from({ length: palette.length / 4 }, (_, value) => ({
		value,
		color: hexColour(palette, value)
	})).filter(({ value }) => value !== nodata);
	const given = all.filter(({ value, color }) => color !== '#000000' || occurring.has(value));
	if (given.length <= MOST_CLASSES) return given;
	const seen = all.filter(({ value }) => occurring.has(value));
	return seen.length <= MOST_CLASSES ? seen : [];
}

import type { Colormap } from './colormap.ts';
import type { RasterStyle, ValueRange } from './raster-style.ts';

/** Bands of an output, and where there is data (1). */
export interface Bands {
	readonly values: readonly (Float32Array | Float64Array)[];
	readonly valid: Uint8Array;
}

/** Coloured pixels: numbers of colours where one band is coloured by a map, else RGBA as it stands. */
export type Pixels =
	| {
			readonly kind: 'indexed';
			readonly indexes: Uint16Array;
			/** RGBA; the last one is for "no data". */
			readonly colours: Uint8Array;
	  }
	| { readonly kind: 'rgba'; readonly data: Uint8ClampedArray<ArrayBuffer> };

type Colouring = Pick<RasterStyle, 'scale' | 'hasMask' | 'colormap'> & {
	readonly ranges: readonly ValueRange[];
	/** Colours of the file's own. */
	readonly palette: Uint8Array | undefined;
};

export function colourise(bands: Bands, colouring: Colouring): Pixels {
	const colormap: Colormap | undefined =
		colouring.colormap ??
		(colouring.palette === undefined ? undefined : { kind: 'table', colours: colouring.palette });
	return colormap === undefined ? mixed(bands, colouring) : mapped(bands, colormap, colouring);
}

const GREY = Uint8Array.from({ length: 1024 }, (_, i) => (i % 4 === 3 ? 255 : i >> 2));

function mapped(
	{ values: [band], valid }: Bands,
	colormap: Colormap,
	colouring: Colouring
): Pixels {
	const { ranges, scale, hasMask } = colouring;
	const count = colormap.colours.length / 4;
	const indexes = new Uint16Array(valid.length);
	if (band === undefined) return { kind: 'indexed', indexes, colours: new Uint8Array(4) };
	const toByte = ranges[0] === undefined ? Math.trunc : byteOf(ranges[0], scale);
	const isRaw = ranges[0] === undefined;
	const pick = picker(colormap, count);
	for (let i = 0; i < indexes.length; i++) {
		if (valid[i] === 0 && hasMask) indexes[i] = count;
		else
			indexes[i] = pick(
				isRaw && colormap.kind !== 'table' ? (band[i] as number) : toByte(band[i] as number)
			);
	}
	const colours = new Uint8Array(count * 4 + 4);
	colours.set(colormap.colours);
	// Without a mask every pixel is opaque.
	if (!hasMask) for (let i = 3; i < colours.length; i += 4) colours[i] = 255;
	return { kind: 'indexed', indexes, colours };
}

/** `none` is the number of "no colour". */
function picker(colormap: Colormap, none: number): (value: number) => number {
	switch (colormap.kind) {
		case 'table':
			return (value) => (value >= 0 && value < none ? value : value < 0 ? 0 : none - 1);
		case 'values':
			return (value) => colormap.index.get(value) ?? none;
		case 'intervals': {
			const { intervals } = colormap;
			// Where they overlap the last one wins.
			return (value) => {
				for (let i = intervals.length - 1; i >= 0; i--) {
					const [min, max] = intervals[i] as readonly [number, number];
					if (value >= min && value < max) return i;
				}
				return none;
			};
		}
	}
}

/** From a range of values to 0–255, cut off like a cast to bytes. */
function byteOf(
	[min, max]: ValueRange,
	scale: 'linear' | 'logarithmic'
): (value: number) => number {
	if (scale === 'logarithmic' && min > 0 && max > min) {
		const low = Math.log(min);
		const span = Math.log(max) - low;
		return (value) =>
			value <= min ? 0 : value >= max ? 255 : Math.floor(((Math.log(value) - low) / span) * 255);
	}
	const span = max - min;
	return (value) =>
		value <= min ? 0 : value >= max ? 255 : Math.floor(((value - min) / span) * 255) || 0;
}

/** One band is grey, three are red, green and blue. */
function mixed({ values, valid }: Bands, { ranges, scale, hasMask }: Colouring): Pixels {
	if (values.length < 3) {
		const bands = { values: values.slice(0, 1), valid };
		const palette = undefined;
		const colormap: Colormap = { kind: 'table', colours: GREY };
		return mapped(bands, colormap, { ranges, scale, hasMask, palette });
	}
	const data = new Uint8ClampedArray(valid.length * 4);
	for (let c = 0; c < 3; c++) {
		const band = values[c];
		const range = ranges[c] ?? ranges[0];
		const toByte = range === undefined ? Math.trunc : byteOf(range, scale);
		if (band === undefined) continue;
		for (let i = 0; i < valid.length; i++) data[i * 4 + c] = toByte(band[i] as number);
	}
	for (let i = 0; i < valid.length; i++) {
		data[i * 4 + 3] = valid[i] === 0 && hasMask ? 0 : 255;
		if (data[i * 4 + 3] === 0) data.fill(0, i * 4, i * 4 + 3);
	}
	return { kind: 'rgba', data };
}

/** RGBA with nothing in transparent pixels. */
export function toRgba(pixels: Pixels): Uint8ClampedArray<ArrayBuffer> {
	if (pixels.kind === 'rgba') return pixels.data;
	const { indexes, colours } = pixels;
	const words = new Uint32Array(colours.slice().buffer);
	const out = new Uint32Array(indexes.length);
	for (let i = 0; i < out.length; i++) out[i] = words[indexes[i] as number] as number;
	return new Uint8ClampedArray(out.buffer);
}

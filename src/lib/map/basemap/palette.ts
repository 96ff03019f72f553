/**
 * Colours of the embedded chart. Water and land lie close in lightness, so that what people draw
 * stands out; the coast is a fine darker line.
 */
export interface ChartPalette {
	readonly sea: string;
	/** Along the coast, as charts tint shallow water. */
	readonly shallow: string;
	readonly land: string;
	readonly coast: string;
	readonly border: string;
	readonly graticule: string;
	readonly graticuleText: string;
	readonly seaText: string;
	readonly countryText: string;
	/** Behind names. */
	readonly seaHalo: string;
	readonly landHalo: string;
}

const LIGHT: ChartPalette = {
	sea: '#e4eef3',
	shallow: '#d3e5ec',
	land: '#f3f1ea',
	coast: '#93a9b5',
	border: '#d8d2c3',
	graticule: 'rgba(70, 110, 135, 0.13)',
	graticuleText: '#7f98a7',
	seaText: '#6a8ba0',
	countryText: '#8d8773',
	seaHalo: 'rgba(228, 238, 243, 0.85)',
	landHalo: 'rgba(243, 241, 234, 0.85)'
};

const DARK: ChartPalette = {
	sea: '#101b26',
	shallow: '#152735',
	land: '#1c2732',
	coast: '#4a6174',
	border: '#2c3a47',
	graticule: 'rgba(140, 180, 205, 0.09)',
	graticuleText: '#5d7687',
	seaText: '#5f8099',
	countryText: '#74828d',
	seaHalo: 'rgba(16, 27, 38, 0.85)',
	landHalo: 'rgba(28, 39, 50, 0.85)'
};

export function paletteOf(theme: 'light' | 'dark'): ChartPalette {
	return theme === 'dark' ? DARK : LIGHT;
}

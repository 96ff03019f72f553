export type LegendScale = 'linear' | 'logarithmic';

/** A colour at a place of the bar: 0 at its low end, 1 at its high end. */
export interface LegendStop {
	readonly at: number;
	readonly color: string;
}

export interface LegendTick {
	readonly at: number;
	readonly value: number;
	/** In the words of whoever made the legend; otherwise the value is written. */
	readonly label?: string;
}

export interface GradientLegend {
	readonly kind: 'gradient';
	/** Ascending; two at one place are an edge. */
	readonly stops: readonly LegendStop[];
	readonly ticks: readonly LegendTick[];
	/** The values at its two ends. */
	readonly range: readonly [number, number];
	readonly unit: string;
	readonly scale: LegendScale;
}

/** A colour with its meaning: a word, a value, or a span of values. */
export interface LegendClass {
	readonly color: string;
	readonly label?: string;
	readonly value?: string | number;
	/** From the first up to below the second. */
	readonly span?: readonly [number, number];
}

/** What a layer's colours mean, ready to be drawn. */
export type Legend =
	| GradientLegend
	| {
			readonly kind: 'categories';
			readonly classes: readonly LegendClass[];
			readonly unit: string;
	  }
	| { readonly kind: 'image'; readonly url: string; readonly unit: string };

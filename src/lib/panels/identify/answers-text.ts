import type { Identified } from '#lib/map/raster/raster-types.ts';
import type { PointValue } from '#lib/raster/tile-source.ts';
import { m } from '#lib/paraglide/messages.js';
import { valueWithUnit } from '#lib/panels/words/value-words.ts';

/** `unit`: of the layer, where the value has none. */
export function pointValueText({ value, unit }: PointValue, layerUnit = ''): string {
	if (value === null) return m.identify_nothing();
	return typeof value === 'number' ? valueWithUnit(value, unit ?? layerUnit) : value;
}

/** What a value is called: a file with one band has no name for it worth telling. */
export function pointValueName({ name }: PointValue, count: number): string {
	return count === 1 && /^b\d+$/.test(name) ? m.legend_value() : name;
}

interface Answers {
	readonly place: string;
	readonly answers: readonly Identified[];
	readonly nameOf: (layerId: string) => string;
	readonly unitOf: (layerId: string) => string;
}

/** What the layers tell of a place as plain text, for a note or a mail. */
export function answersText({ place, answers, nameOf, unitOf }: Answers): string {
	const parts = answers.flatMap(({ layerId, info }) => {
		if (!info || info.kind === 'html' || info.kind === 'silent') return [];
		const lines =
			info.kind === 'text'
				? [info.text.trim()]
				: info.values.map((value, _, { length }) => {
						const text = pointValueText(value, unitOf(layerId));
						return `${pointValueName(value, length)}: ${text}`;
					});
		return [[nameOf(layerId), ...lines].join('\n')];
	});
	return [place, ...parts].join('\n\n');
}

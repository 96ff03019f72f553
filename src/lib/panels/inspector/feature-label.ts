import type { Feature } from '#core/feature/types.ts';
import { geometryName } from '#lib/panels/words/geometry-words.ts';

/** Property names that files use for what a thing is called, in the order they are tried. */
const NAMES = ['name', 'Name', 'NAME', 'namn', 'Namn', 'title', 'label'];

/** What to call a feature in a list: its name, else what it is. */
export function featureLabel({
	properties,
	geometry
}: Pick<Feature, 'properties' | 'geometry'>): string {
	for (const key of NAMES) {
		const value = properties[key];
		if (typeof value === 'string' && value.trim() !== '') return value;
		if (typeof value === 'number') return String(value);
	}
	return geometryName(geometry.type);
}

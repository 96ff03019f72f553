import type { WmsDimension } from './types.ts';
import { allNamed, attribute, isTrue, type XmlElement } from './xml.ts';

/** By name in lower case: names of dimensions do not distinguish cases. */
export type Dimensions = ReadonlyMap<string, WmsDimension>;

/**
 * Dimensions of a layer: its own replace those of the same name that it inherits. In 1.3.0 the values
 * stand in `Dimension`; in 1.1.1 in `Extent`, which may stand in a layer below.
 */
export function readDimensions(element: XmlElement, inherited: Dimensions): Dimensions {
	const declared = allNamed(element, 'Dimension');
	const extents = allNamed(element, 'Extent');
	if (declared.length + extents.length === 0) return inherited;
	const dimensions = new Map(inherited);
	for (const one of declared) put(dimensions, one, 'declaration');
	for (const one of extents) put(dimensions, one, 'extent');
	return dimensions;
}

function put(
	dimensions: Map<string, WmsDimension>,
	element: XmlElement,
	what: 'declaration' | 'extent'
): void {
	const name = attribute(element, 'name')?.trim() ?? '';
	if (name === '') return;
	const known = dimensions.get(name.toLowerCase());
	const values = element.text.trim();
	// A declaration of 1.1.1 has no values: those of the extent above stay.
	const keeps = what === 'declaration' && values === '' && known !== undefined;
	const own = keeps ? known : { name, values, ...traitsOf(element) };
	dimensions.set(name.toLowerCase(), { ...own, ...unitsOf(element, known) });
}

function unitsOf(
	element: XmlElement,
	known: WmsDimension | undefined
): Pick<WmsDimension, 'units' | 'unitSymbol'> {
	const unitSymbol = attribute(element, 'unitSymbol') ?? known?.unitSymbol;
	const units = attribute(element, 'units') ?? known?.units ?? '';
	return unitSymbol === undefined ? { units } : { units, unitSymbol };
}

function traitsOf(element: XmlElement): Pick<WmsDimension, 'default' | 'nearestValue'> {
	const byDefault = attribute(element, 'default')?.trim() ?? '';
	const nearestValue = isTrue(attribute(element, 'nearestValue'));
	return byDefault === '' ? { nearestValue } : { default: byDefault, nearestValue };
}

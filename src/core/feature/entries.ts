/**
 * Entries of a feature's Y.Map: `g` geometry (TWKB bytes), `o` drawing order, `i` id in the source
 * file, and one `p:<name>` per property, so that edits of different properties and of the geometry
 * never collide.
 */
export const GEOMETRY_ENTRY = 'g';
export const ORDER_ENTRY = 'o';
export const SOURCE_ID_ENTRY = 'i';
const PROPERTY_PREFIX = 'p:';

/** The prefix also keeps names such as `__proto__` harmless. */
export function propertyEntry(name: string): string {
	return PROPERTY_PREFIX + name;
}

export function propertyName(entry: string): string | undefined {
	return entry.startsWith(PROPERTY_PREFIX) ? entry.slice(PROPERTY_PREFIX.length) : undefined;
}

/**
 * Structural equality of what a document can hold: JSON values, byte arrays and snapshots of both.
 * Key order does not matter, `undefined` equals only itself.
 */
export function sameValue(a: unknown, b: unknown): boolean {
	if (Object.is(a, b)) return true;
	if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
	if (a instanceof Uint8Array || b instanceof Uint8Array) {
		return a instanceof Uint8Array && b instanceof Uint8Array && sameBytes(a, b);
	}
	if (Array.isArray(a) !== Array.isArray(b)) return false;
	const left = Object.entries(a);
	const right = new Map(Object.entries(b));
	return (
		left.length === right.size &&
		left.every(([key, value]) => right.has(key) && sameValue(value, right.get(key)))
	);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
	return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

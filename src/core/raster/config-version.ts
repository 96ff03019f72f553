/**
 * A short name of what a layer's source says now. Under it tiles of an uploaded file never change, so
 * caches may keep them for good; the file at an address may be replaced.
 */
export function configVersion(config: unknown): string {
	const text = JSON.stringify(sorted(config));
	let [a, b] = [0x811c9dc5, 0x9e3779b9];
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		a = Math.imul(a ^ code, 0x01000193);
		b = Math.imul(b ^ code, 0x85ebca6b) ^ (b >>> 13);
	}
	return (a >>> 0).toString(36) + (b >>> 0).toString(36);
}

/** The order of keys says nothing. */
function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).filter(([, part]) => part !== undefined);
	return Object.fromEntries(
		entries
			.sort(([one], [other]) => (one < other ? -1 : 1))
			.map(([key, part]) => [key, sorted(part)])
	);
}

/** A number as people write it, with a point or a comma; `undefined` where it is none. */
export function parseNumber(text: string): number | undefined {
	const plain = text
		.trim()
		.replaceAll(/[\s  ]/g, '')
		.replace('−', '-')
		.replace(',', '.');
	if (plain === '' || !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return undefined;
	const value = Number(plain);
	return Number.isFinite(value) ? value : undefined;
}

/** More are typed in rather than picked from a list. */
const MOST = 500;

/** The values of a dimension that is not time, one by one; `undefined`: too many, or any will do. */
export function dimensionValues(values: string): readonly string[] | undefined {
	const items = values
		.split(',')
		.map((item) => item.trim())
		.filter((item) => item !== '');
	const all: string[] = [];
	for (const item of items) {
		const expanded = item.includes('/') ? interval(item) : [item];
		if (expanded === undefined || all.length + expanded.length > MOST) return undefined;
		all.push(...expanded);
	}
	return all.length === 0 ? undefined : all;
}

/** `0/100/10` → 0, 10 … 100. Without a step any value is allowed. */
function interval(item: string): string[] | undefined {
	const [start = NaN, end = NaN, step = NaN] = item.split('/').map(Number);
	const count = Math.floor((end - start) / step + 1e-9) + 1;
	if (!Number.isFinite(count) || count < 1 || count > MOST) return undefined;
	return Array.from({ length: count }, (_, i) =>
		String(Number((start + i * step).toPrecision(12)))
	);
}

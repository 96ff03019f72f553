/** Prints rows under a header, in columns. */
export function printTable(header: readonly string[], rows: readonly (readonly string[])[]): void {
	const widths = header.map((title, i) =>
		Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0))
	);
	const line = (cells: readonly string[]) =>
		`| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
	const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
	process.stdout.write(`${[line(header), rule, ...rows.map(line)].join('\n')}\n`);
}

export function percentile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export function milliseconds(value: number): string {
	return `${value.toFixed(2)} ms`;
}

export function ratio(ours: number, reference: number): string {
	return `${(ours / reference).toFixed(2)}×`;
}

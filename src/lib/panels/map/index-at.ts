/**
 * Where in the list a row in hand belongs, by the middles of the other rows: its own place moves with
 * it and would pull it back and forth.
 */
export function indexAt(
	rows: Iterable<Element>,
	options: { readonly inHand: Element | null; readonly clientY: number }
): number {
	let above = 0;
	for (const row of rows) {
		if (row === options.inHand) continue;
		const { top, height } = row.getBoundingClientRect();
		if (top + height / 2 < options.clientY) above += 1;
	}
	return above;
}

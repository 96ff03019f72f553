/** Distinct, readable UUIDs for tests. */
export function testId(n: number): string {
	return `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

export interface ByteRange {
	readonly start: number;
	/** The last byte that belongs to it. */
	readonly end: number;
}

const RANGE = /^bytes=(\d*)-(\d*)$/;

/**
 * Reads a Range header with one range. Several ranges, or another unit, are ignored, which HTTP
 * allows: the whole file is the answer then.
 */
export function parseRange(header: string, size: number): ByteRange | 'ignore' | 'unsatisfiable' {
	const match = RANGE.exec(header.trim());
	const [, from = '', to = ''] = match ?? [];
	if (match === null || (from === '' && to === '')) return 'ignore';
	if (from === '') {
		const length = Math.min(Number(to), size);
		return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 };
	}
	const start = Number(from);
	const end = to === '' ? size - 1 : Math.min(Number(to), size - 1);
	if (to !== '' && Number(to) < start) return 'ignore';
	return start >= size ? 'unsatisfiable' : { start, end };
}

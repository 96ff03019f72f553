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
	if (from === '') return to === '' ? 'ignore' : lastBytes(Number(to), size);
	const start = Number(from);
	const end = to === '' ? Infinity : Number(to);
	if (end < start) return 'ignore';
	return start >= size ? 'unsatisfiable' : { start, end: Math.min(end, size - 1) };
}

function lastBytes(count: number, size: number): ByteRange | 'unsatisfiable' {
	const length = Math.min(count, size);
	return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 };
}

import { ProblemError } from '../problem.ts';
import type { Bbox } from '../../db/features.ts';

const MAX_FILTERS = 20;
const FILTER = /^filter\[(.+)\]$/s;

/** What `listFeaturesQuery` let through beside its own parts: filters, and what nobody knows. */
export function readFilters(query: Readonly<Record<string, unknown>>): [string, string][] {
	const filters: [string, string][] = [];
	for (const [key, value] of Object.entries(query)) {
		const name = FILTER.exec(key)?.[1];
		if (name === undefined) throw invalid(key, 'is not known here');
		if (typeof value !== 'string') throw invalid(key, 'may be given once');
		if (name.includes('\0') || value.includes('\0')) throw invalid(key, 'holds a zero character');
		filters.push([name, value]);
	}
	if (filters.length > MAX_FILTERS) throw invalid('filter', `may name ${MAX_FILTERS} properties`);
	return filters;
}

/** `west,south,east,north`; with heights (six numbers) those do not count. */
export function readBbox(text: string | undefined): Bbox[] {
	if (text === undefined) return [];
	const numbers = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
	const [west, south, east, north] = numbers.length === 6 ? withoutHeights(numbers) : numbers;
	if (![4, 6].includes(numbers.length) || ![west, south, east, north].every(Number.isFinite)) {
		throw invalid('bbox', 'must be four numbers: west,south,east,north');
	}
	const box = { west, south, east, north } as Bbox;
	if (Math.abs(box.west) > 180 || Math.abs(box.east) > 180) {
		throw invalid('bbox', 'longitudes are within ±180');
	}
	if (box.south > box.north || box.south < -90 || box.north > 90) {
		throw invalid('bbox', 'latitudes are within ±90, south before north');
	}
	if (box.west <= box.east) return [box];
	return [
		{ ...box, east: 180 },
		{ ...box, west: -180 }
	];
}

function withoutHeights(numbers: readonly number[]): number[] {
	return numbers.filter((_, i) => i !== 2 && i !== 5);
}

function invalid(name: string, detail: string): ProblemError {
	return new ProblemError('invalid', { errors: [{ pointer: `/${name}`, detail }] });
}

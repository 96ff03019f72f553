import { formatIso } from './format-instant.ts';
import { parseInstant, type Instant } from './parse-instant.ts';
import { moved, type Period } from './period.ts';

export interface CompactExtent {
	readonly values: string;
	/** It did not fit; the latest times are kept. */
	readonly cut: boolean;
}

interface Listed {
	readonly text: string;
	/** Absent for anything but a time that is written as we would write it. */
	readonly instant?: Instant;
}

/** Fewer steps in a row are shorter as they are. */
const SHORTEST_RUN = 3;

/**
 * The extent in at most so many characters. Times at a regular step become intervals, but only where
 * the interval names each of them byte for byte as the service did.
 */
export function compactExtent(extent: string, most: number): CompactExtent {
	const trimmed = extent.trim();
	if (trimmed.length <= most) return { values: trimmed, cut: false };
	const items = runs(trimmed.split(',').map((item) => listed(item.trim())));
	let length = 0;
	let from = items.length;
	while (from > 0 && length + (items[from - 1]?.length ?? 0) + 1 <= most) {
		from -= 1;
		length += (items[from]?.length ?? 0) + 1;
	}
	return { values: items.slice(from).join(','), cut: from > 0 };
}

function listed(text: string): Listed {
	const instant = parseInstant(text);
	if (!instant.ok) return { text };
	const { ms, precision } = instant.value;
	return formatIso(ms, precision) === text ? { text, instant: instant.value } : { text };
}

function runs(times: readonly Listed[]): string[] {
	const items: string[] = [];
	let at = 0;
	while (at < times.length) {
		const { end, period } = runFrom(times, at);
		const first = times[at]?.text ?? '';
		if (end - at >= SHORTEST_RUN) items.push(`${first}/${times[end]?.text ?? ''}/${period}`);
		else items.push(...times.slice(at, end + 1).map(({ text }) => text));
		at = end + 1;
	}
	return items;
}

/** How far the times from `at` on go in one step. */
function runFrom(times: readonly Listed[], at: number): { end: number; period: string } {
	const first = times[at]?.instant;
	const second = times[at + 1]?.instant;
	if (!first || !second || first.precision !== second.precision) return { end: at, period: '' };
	const period = stepBetween(first, second);
	if (!period) return { end: at, period: '' };
	let end = at + 1;
	for (; end + 1 < times.length; end += 1) {
		const next = times[end + 1]?.instant;
		if (next?.precision !== first.precision) break;
		if (next.ms !== moved(first.ms, period.period, end + 1 - at)) break;
	}
	return { end, period: period.text };
}

function stepBetween(a: Instant, b: Instant): { period: Period; text: string } | undefined {
	const ms = b.ms - a.ms;
	if (ms <= 0) return undefined;
	const [from, to] = [new Date(a.ms), new Date(b.ms)];
	const months =
		(to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
	const calendar: Period = { months, ms: 0, precision: 'month' };
	if (months > 0 && moved(a.ms, calendar, 1) === b.ms)
		return { period: calendar, text: `P${months}M` };
	return fixedStep(ms, a);
}

/** A period must not be finer than what the times say, or the interval would say more than they. */
function fixedStep(
	ms: number,
	{ precision }: Instant
): { period: Period; text: string } | undefined {
	if (precision === 'year' || precision === 'month') return undefined;
	const period: Period = { months: 0, ms, precision };
	if (ms % 86_400_000 === 0) return { period, text: `P${ms / 86_400_000}D` };
	if (ms % 3_600_000 === 0) return { period, text: `PT${ms / 3_600_000}H` };
	if (ms % 60_000 === 0) return { period, text: `PT${ms / 60_000}M` };
	return { period, text: `PT${ms / 1000}S` };
}

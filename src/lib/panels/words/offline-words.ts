import type { Area, AreaPart } from '#lib/offline/area.ts';
import type { Detail } from '#lib/offline/tile-plan.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { countText } from './measures.ts';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** "640 kB", "12.4 MB". */
export function bytesText(bytes: number): string {
	const step = bytes < 1_000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
	return new Intl.NumberFormat(getLocale(), {
		style: 'unit',
		unit: UNITS[step] ?? 'byte',
		unitDisplay: 'short',
		maximumSignificantDigits: 3
	}).format(bytes / 1_000 ** step);
}

export function detailName(detail: Detail): string {
	switch (detail) {
		case 'overview':
			return m.offline_overview();
		case 'planning':
			return m.offline_planning();
		case 'detail':
			return m.offline_detailed();
	}
}

export function detailText(detail: Detail): string {
	switch (detail) {
		case 'overview':
			return m.offline_overview_text();
		case 'planning':
			return m.offline_planning_text();
		case 'detail':
			return m.offline_detailed_text();
	}
}

/** What a saved area lacks, a sentence for each reason; none when it has all. */
export function areaLacks(area: Area, limitBytes: number): string[] {
	const tiles = countText(area.tiles);
	switch (area.stopped) {
		case null:
			return [];
		case 'paused':
			return [m.offline_stopped_paused({ done: countText(area.done), tiles })];
		case 'bytes':
			return [m.offline_stopped_bytes({ limit: bytesText(limitBytes) })];
		case 'full':
			return [m.offline_stopped_full()];
		case 'missing':
			return area.parts.flatMap((part) => partLacks(part) ?? []);
	}
}

function partLacks({ name, missing: count, fault }: AreaPart): string | undefined {
	const missing = countText(count);
	if (fault !== null && count === 0) return m.offline_missing_all({ name });
	switch (fault) {
		case null:
			return undefined;
		case 'unreachable':
			return m.offline_missing_unreachable({ name, missing });
		case 'refused':
			return m.offline_missing_refused({ name, missing });
		case 'failed':
			return m.offline_missing_failed({ name, missing });
	}
}

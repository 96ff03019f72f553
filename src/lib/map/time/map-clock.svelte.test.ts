import { expect, test } from 'vitest';
import { parseExtent } from '#core/time/parse-extent.ts';
import { MapClock, type LayerTimes } from './map-clock.svelte.ts';

const JUNE = Date.UTC(2026, 5, 1);
const JULY = Date.UTC(2026, 6, 1);
const AUGUST = Date.UTC(2026, 7, 1);

function times(start: number): ReadonlyMap<string, LayerTimes> {
	const axis = parseExtent('2026-01-01/2026-12-01/P1M', 0);
	if (!axis.ok) throw new Error(axis.reason);
	return new Map([['ice', { axis: axis.value, start }]]);
}

test('[C3] where the clock begins may become known later, until somebody moves it', () => {
	const clock = new MapClock();
	clock.setLayers(times(JUNE));
	expect(clock.instant).toBe(JUNE);
	// What the service says now.
	clock.setLayers(times(JULY));
	expect(clock.instant).toBe(JULY);
	// What is kept on this device.
	clock.beginAt(AUGUST);
	clock.setLayers(times(JUNE));
	expect(clock.instant).toBe(AUGUST);
	clock.set(JULY);
	clock.setLayers(times(JUNE));
	clock.beginAt(JUNE);
	expect(clock.instant).toBe(JULY);
});

test('[C4] a clock that follows somebody stays with them', () => {
	const clock = new MapClock();
	clock.beginAt(AUGUST);
	expect(clock.instant).toBeNull();
	clock.follow(JULY);
	clock.setLayers(times(JUNE));
	expect(clock.instant).toBe(JULY);
});

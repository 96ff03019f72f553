import { expect, test } from 'vitest';
import { scaleBar } from './scale-bar.ts';

test('the bar is round, fits, and is more than a third of the room', () => {
	for (const metresPerPixel of [0.02, 0.3, 1, 7.7, 156, 4891, 78_271]) {
		const { metres, pixels } = scaleBar(metresPerPixel, 100);
		expect([1, 2, 5]).toContain(Number(metres.toPrecision(1).replace(/0|\.|e.*/gu, '')));
		expect(pixels).toBeLessThanOrEqual(100);
		expect(pixels).toBeGreaterThan(39);
		expect(metres).toBeCloseTo(pixels * metresPerPixel, 6);
	}
});

import { expect, test } from 'vitest';
import { drawn } from '#lib/map/testing/drawn-source.ts';
import type { Identified, LayerQuestion } from '#lib/map/raster/raster-types.ts';
import { PlaceAnswers } from './place-answers.svelte.ts';

/** A layer that answers when it is told to. */
function slow(layerId: string) {
	const waiting: ((answer: Identified) => void)[] = [];
	const { source } = drawn();
	const ask = () => new Promise<Identified>((resolve) => waiting.push(resolve));
	return {
		question: (time: number): LayerQuestion => ({ layerId, time, source, ask }),
		get asked() {
			return waiting.length;
		},
		async answer(time: number) {
			waiting.at(-1)?.({ layerId, time, info: null, fault: null, detail: '' });
			await Promise.resolve();
			await Promise.resolve();
		}
	};
}

function times({ answers }: PlaceAnswers): Record<string, number | null> {
	return Object.fromEntries([...answers].map(([id, { time }]) => [id, time]));
}

test('[I1] a layer that answers is shown without waiting for those that do not', async () => {
	const place = new PlaceAnswers();
	expect(place.layers).toBeUndefined();
	const [quick, late] = [slow('quick'), slow('late')];
	place.ask([late.question(1), quick.question(1)]);
	await quick.answer(1);
	expect(place.layers).toEqual(['late', 'quick']);
	expect(times(place)).toEqual({ quick: 1 });
	await late.answer(1);
	expect(times(place)).toEqual({ quick: 1, late: 1 });
});

test('[I2] a layer is asked one thing at a time, and the last thing in the end', async () => {
	const place = new PlaceAnswers();
	const layer = slow('sst');
	for (let step = 1; step <= 10; step++) place.ask([layer.question(step)]);
	expect(layer.asked).toBe(1);
	await layer.answer(1);
	expect(times(place)).toEqual({ sst: 1 });
	expect(layer.asked).toBe(2);
	await layer.answer(10);
	expect(times(place)).toEqual({ sst: 10 });
	place.ask([layer.question(10)]);
	expect(layer.asked).toBe(2);
});

test('[I3] what comes after another place was clicked is of no interest', async () => {
	const place = new PlaceAnswers();
	const layer = slow('sst');
	place.ask([layer.question(1)]);
	place.ask([layer.question(2)]);
	place.close();
	await layer.answer(1);
	expect(times(place)).toEqual({});
	expect(layer.asked).toBe(1);
});

import { expect, test } from 'vitest';
import type { NewFeature } from '#core/feature/types.ts';
import { chunkFeatures } from './chunk-features.ts';

function feature(vertices: number): NewFeature {
	const coordinates = Array.from({ length: vertices }, (_, i) => [i / 1000, 1] as const);
	return { id: crypto.randomUUID(), geometry: { type: 'LineString', coordinates }, properties: {} };
}

test('no piece holds more than 500 features, none is lost, and the order stays', () => {
	const features = Array.from({ length: 1201 }, () => feature(2));
	const chunks = [...chunkFeatures(features)];
	expect(chunks.map((chunk) => chunk.length)).toEqual([500, 500, 201]);
	expect(chunks.flat()).toEqual(features);
});

test('large shapes make smaller pieces', () => {
	const features = Array.from({ length: 5 }, () => feature(10));
	const sizes = [...chunkFeatures(features, { features: 500, bytes: 200 })].map(
		({ length }) => length
	);
	expect(sizes).toEqual([2, 2, 1]);
});

test('a shape larger than a piece goes alone instead of never', () => {
	const features = [feature(2), feature(1000), feature(2)];
	const sizes = [...chunkFeatures(features, { features: 500, bytes: 100 })].map(
		({ length }) => length
	);
	expect(sizes).toEqual([1, 1, 1]);
});

test('nothing makes no piece', () => {
	expect([...chunkFeatures([])]).toEqual([]);
});

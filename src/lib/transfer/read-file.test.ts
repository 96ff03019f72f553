import { expect, test } from 'vitest';
import { readFile } from './read-file.ts';
import { MAX_FILE_BYTES, type ReaderAnswer } from './reading-types.ts';

async function read(content: string | Blob) {
	const answers: ReaderAnswer[] = [];
	const file = typeof content === 'string' ? new Blob([content]) : content;
	const result = await readFile(file, (answer) => answers.push(answer));
	return { result, answers };
}

const point = (lng: unknown, lat: unknown, id?: unknown) => ({
	type: 'Feature',
	...(id === undefined ? {} : { id }),
	geometry: { type: 'Point', coordinates: [lng, lat] },
	properties: { name: 'x' }
});
const collection = (features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });

test('the verdict counts what is refused, with where it was met first, counted from 1', async () => {
	const { result } = await read(
		collection([point(1, 2), point(400, 1), point(10, 100), { type: 'Thing' }, point(500, 500)])
	);
	expect(result?.verdict.taken).toBe(1);
	expect(result?.verdict.refused).toEqual([
		{ reason: 'out-of-range', count: 2, first: [2, 5] },
		{ reason: 'looks-swapped', count: 1, first: [3] },
		{ reason: 'not-a-feature', count: 1, first: [4] }
	]);
});

test('what was mended is noted', async () => {
	const ring = [
		[
			[0, 0],
			[1, 0],
			[1, 1]
		]
	];
	const { result } = await read(JSON.stringify({ type: 'Polygon', coordinates: ring }));
	expect(result?.verdict).toMatchObject({ taken: 1, notes: [{ reason: 'ring-closed', count: 1 }] });
});

test('each way in which a file can be none gets its own reason', async () => {
	const reasons = await Promise.all(
		['', '{', '[]', '{"type":"Topology"}', collection([])].map(async (text) => {
			const { answers } = await read(text);
			return answers[0]?.t === 'refused' ? answers[0].reason : undefined;
		})
	);
	expect(reasons).toEqual(['empty', 'not-json', 'not-geojson', 'not-geojson', 'no-features']);
});

test('a file that is too large is refused before it is read', async () => {
	const file = new Blob(['x']);
	Object.defineProperty(file, 'size', { value: MAX_FILE_BYTES + 1 });
	Object.defineProperty(file, 'text', {
		value: () => Promise.reject(new Error('it was read'))
	});
	const { answers } = await read(file);
	expect(answers).toEqual([{ t: 'refused', reason: 'too-big' }]);
});

test('progress is reported on the way', async () => {
	const { answers } = await read(
		collection(Array.from({ length: 1100 }, (_, i) => point(i / 100, 1)))
	);
	const progress = answers.filter(({ t }) => t === 'progress');
	expect(progress).toEqual([0, 500, 1000].map((done) => ({ t: 'progress', done, of: 1100 })));
});

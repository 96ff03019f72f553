import { expect, test } from 'vitest';
import { readCamera, readSelection, withView, writeCamera, writeSelection } from './url-state.ts';

const camera = { center: [5.612345, 55.754321], zoom: 6.2, bearing: 0, pitch: 0 } as const;
const layerId = '11111111-1111-4111-8111-111111111111';
const feature = '22222222-2222-4222-8222-222222222222';

test('a camera comes back as far as the screen shows it', () => {
	const read = readCamera(writeCamera(camera));
	expect(read?.zoom).toBe(6.2);
	expect(read?.center[0]).toBeCloseTo(5.612, 2);
	expect(read?.center[1]).toBeCloseTo(55.754, 2);
});

test('close up, the camera keeps a metre', () => {
	const read = readCamera(writeCamera({ ...camera, zoom: 18 }));
	expect(read?.center).toEqual([5.612345, 55.754321]);
});

test('bearing and pitch are written only when there are any', () => {
	expect(writeCamera(camera).split(',')).toHaveLength(3);
	const tilted = readCamera(writeCamera({ ...camera, bearing: -30, pitch: 45 }));
	expect(tilted).toMatchObject({ bearing: -30, pitch: 45 });
});

test('what is no camera reads as none', () => {
	for (const text of [null, '', 'x', '1,2', '91,0,4', '0,181,4', '0,0,99', '1,,3', 'NaN,0,4']) {
		expect(readCamera(text)).toBeUndefined();
	}
});

test('a selection comes back, unless it is too long or not made of ids', () => {
	const selection = { layerId, ids: [feature] };
	expect(readSelection(writeSelection(selection) ?? null)).toEqual(selection);
	expect(writeSelection({ layerId, ids: Array.from({ length: 21 }, () => feature) })).toBe(
		undefined
	);
	expect(readSelection(`${layerId}:nonsense`)).toBeUndefined();
	expect(readSelection('<script>')).toBeUndefined();
});

test('other parameters of the address stay', () => {
	const url = withView(new URL('https://x.example/map/1?lang=sv'), camera, {
		layerId,
		ids: [feature]
	});
	expect(url.search).toBe(`?lang=sv&at=55.754,5.612,6.20&pick=${layerId}:${feature}`);
	expect(withView(url, camera, null).searchParams.has('pick')).toBe(false);
});

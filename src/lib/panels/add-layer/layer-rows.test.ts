import { expect, test } from 'vitest';
import type { WmsLayer } from '#core/wms/types.ts';
import { countLayers, layerRows } from './layer-rows.ts';

function layer(title: string, layers: readonly WmsLayer[] = [], name?: string): WmsLayer {
	return {
		title,
		...(name === undefined ? {} : { name }),
		abstract: '',
		queryable: false,
		opaque: false,
		styles: [],
		crs: [],
		dimensions: [],
		layers
	};
}

const SERVICE = layer('Service', [
	layer('Physics', [layer('Temperature', [], 'sst'), layer('Salinity', [], 'so')]),
	layer('Coast', [], 'coast')
]);
const titles = (words: string, closed: readonly string[] = []): string[] =>
	layerRows(SERVICE, { words, closed: new Set(closed) }).map(
		({ depth, layer: { title } }) => '·'.repeat(depth) + title
	);

test('[W1] the tree as lines, without the root that only carries the title', () => {
	expect(titles('')).toEqual(['Physics', '·Temperature', '·Salinity', 'Coast']);
	expect(countLayers(SERVICE)).toBe(3);
});

test('[W2] a closed folder hides what is in it, except from a search', () => {
	expect(titles('', ['0'])).toEqual(['Physics', 'Coast']);
	expect(titles('salin', ['0'])).toEqual(['Physics', '·Salinity']);
	expect(titles('wind')).toEqual([]);
});

test('[W3] a service of one layer shows it', () => {
	const rows = layerRows(layer('Depth', [], 'depth'), { words: '', closed: new Set() });
	expect(rows.map(({ key }) => key)).toEqual(['0']);
});

test('[W4] five thousand layers are listed and searched', () => {
	const many = layer(
		'Service',
		Array.from({ length: 50 }, (_, i) =>
			layer(
				`Folder ${i}`,
				Array.from({ length: 100 }, (_, j) => layer(`Layer ${i} ${j}`, [], `l${i}_${j}`))
			)
		)
	);
	expect(layerRows(many, { words: '', closed: new Set() })).toHaveLength(5_050);
	expect(layerRows(many, { words: 'layer 42 7', closed: new Set() }).length).toBeGreaterThan(1);
});

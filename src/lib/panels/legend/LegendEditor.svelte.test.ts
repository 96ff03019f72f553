import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { legendConfigSchema } from '#core/layer/legend-config.ts';
import type { OpenLayer } from '#lib/sync/open-layer.svelte.ts';
import { showPart, type Shown } from '#lib/panels/testing/show-part.ts';
import LegendEditor from './LegendEditor.svelte';

let shown: Shown;
let layer: OpenLayer;

beforeEach(async () => {
	shown = showPart(LegendEditor, (map) => {
		layer = map.createLayer({
			name: 'Depth',
			sourceType: 'geotiff',
			sourceConfig: {
				delivery: 'direct',
				url: 'https://sea.example/depth.tif',
				processing: { colorRamp: 'viridis', valueRange: [0, 100] }
			}
		});
		return { layer };
	});
	await page.getByRole('button', { name: 'Edit the legend' }).click();
});
afterEach(() => shown.close());

const written = () => legendConfigSchema.parse(layer.meta.legendConfig ?? {});
const legend = () => page.getByRole('figure', { name: 'Legend of Depth' });
const values = () => page.getByRole('textbox', { name: 'Value' });

async function write(text: string): Promise<void> {
	await userEvent.tab();
	await expect.element(legend().getByText(text)).toBeVisible();
}

test('what is generated is a start: unit, values and labels are written on it', async () => {
	await page.getByLabelText('Unit').fill('fathoms');
	await write('fathoms');
	await page.getByRole('textbox', { name: 'Label' }).first().fill('shallow');
	await write('shallow');
	await values().last().fill('250');
	await userEvent.tab();
	const config = written();
	expect(config).toMatchObject({ type: 'gradient', unit: 'fathoms', scale: 'linear' });
	if (!('colorStops' in config)) throw new Error('no gradient');
	expect(config.colorStops.map(({ value }) => value)).toEqual([0, 25, 50, 75, 250]);
	expect(config.colorStops[0]).toEqual({ value: 0, color: '#440154', label: 'shallow' });
});

test('values are added and taken away, and the generated legend comes back', async () => {
	await page.getByRole('button', { name: 'Add a value' }).click();
	await expect.element(values().nth(5)).toHaveValue('101');
	await page.getByRole('button', { name: 'Remove 50' }).click();
	expect(written()).toMatchObject({ colorStops: [{}, {}, { value: 75 }, {}, { value: 101 }] });
	await page.getByRole('button', { name: 'Back to the generated legend' }).click();
	expect(written()).toEqual({});
	await expect.element(values().nth(2)).toHaveValue('50');
});

test('what is no number leaves the value as it was', async () => {
	await values().first().fill('deep');
	await userEvent.tab();
	expect(written()).toEqual({});
	await expect.element(values().first()).toHaveValue('0');
});

import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { RasterStatus } from '#lib/map/raster/raster-types.ts';
import { showPart, type Shown } from '#lib/panels/testing/show-part.ts';
import HelpDialog from './HelpDialog.svelte';

let shown: Shown | undefined;
afterEach(() => shown?.close());

const STATUS: RasterStatus = {
	state: 'ok',
	fault: null,
	detail: '',
	axis: null,
	timeFault: null,
	timeShown: null,
	timeWanted: null,
	outOfRange: false,
	tooFarOut: false
};

test('values at the middle of the map need no pointer; the key stands in the help', async () => {
	shown = showPart(HelpDialog, () => ({ onclose: () => undefined }));
	await expect.element(page.getByText('Values at the middle of the map')).toBeVisible();
	const { screen } = shown;
	screen.view.camera = { ...screen.view.camera, center: [184, 56] };
	expect(screen.askAtMiddle()).toBe(false);
	screen.view.rasters = new Map([['depth', STATUS]]);
	expect(screen.askAtMiddle()).toBe(true);
	expect(screen.inspected).toEqual({ kind: 'place', at: [-176, 56] });
	screen.back();
	expect(screen.inspected).toBeNull();
});

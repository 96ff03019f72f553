import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TileParams } from '#core/layer/source-config.ts';
import { FIXTURE_CLASSES } from '#core/raster/testing/fixture-classes.ts';
import { fixturePath } from '#core/raster/testing/open-fixture.ts';
import { openTitiler } from './titiler-source.ts';

// .ci/run starts it; without it this suite would prove nothing, so it fails.
const titiler = process.env['SAMSYN_TITILER_URL'] ?? 'http://127.0.0.1:1';

const files = createServer((request, response) => {
	// Small enough that whole files do.
	response.end(readFileSync(fixturePath((request.url ?? '').slice(1))));
});
const { signal } = new AbortController();
let base = '';

beforeAll(async () => {
	await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
	base = `http://127.0.0.1:${(files.address() as AddressInfo).port}`;
});
afterAll(() => files.close());

function open(name: string, tileParams: TileParams = {}) {
	const config = { delivery: 'tiles', cogUrl: `${base}/${name}`, tileParams } as const;
	return openTitiler(config, titiler, { signal });
}

test('[Q1] where a file lies, and what is at a point, as TiTiler tells it', async () => {
	const source = await open('classes.tif');
	expect(source.extent).toEqual([10, 54, 13, 57]);
	expect(await source.valueAt?.([11.5, 55.5], { signal })).toEqual([{ name: 'b1', value: 1 }]);
	const [band] = (await source.statistics({ signal })).values();
	expect(band).toMatchObject({ min: 1, max: 5, unique: 5 });
});

test('[Q2] what the colours of a file stand for, unless others were chosen', async () => {
	expect(await (await open('classes.tif')).classes?.({ signal })).toEqual(FIXTURE_CLASSES);
	const chosen = await open('classes.tif', { colormap_name: 'viridis' });
	expect(await chosen.classes?.({ signal })).toBeUndefined();
	expect(await (await open('depths.tif')).classes?.({ signal })).toBeUndefined();
});

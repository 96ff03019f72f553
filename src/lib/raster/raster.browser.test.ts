import { expect, test, vi } from 'vitest';
import { openDirect } from './direct-source.ts';
import { forgetAllRasters, forgetRaster, keepRaster, keptRaster } from './kept-rasters.ts';
import { RasterWorkers } from './raster-workers.ts';
import { openTitiler } from './titiler-source.ts';
import depthsUrl from '../../core/raster/testing/fixtures/depths-3035.tif?url';

async function depths(): Promise<Blob> {
	return (await fetch(depthsUrl)).blob();
}

function pixelsOf(tile: ImageBitmap): Uint8ClampedArray {
	const canvas = new OffscreenCanvas(tile.width, tile.height);
	const context = canvas.getContext('2d');
	context?.drawImage(tile, 0, 0);
	return context?.getImageData(0, 0, tile.width, tile.height).data ?? new Uint8ClampedArray();
}

const config = {
	delivery: 'direct',
	processing: { colorRamp: 'viridis', valueRange: [-4000, 0] as [number, number] }
} as const;

test('[B1] a file of this device is drawn by a worker, in its own colours', async () => {
	const workers = new RasterWorkers(1);
	const { signal } = new AbortController();
	const source = await openDirect(config, { file: await depths(), signal }, workers);
	expect(source.summary).toMatchObject({ epsg: 3035, dataType: 'int16' });
	const tile = await source.tile({ z: 6, x: 33, y: 19, signal });
	expect([tile?.width, tile?.height]).toEqual([256, 256]);
	const pixels = pixelsOf(tile!);
	const colours = new Set<string>();
	for (let i = 0; i < pixels.length; i += 4)
		colours.add(Array.from(pixels.subarray(i, i + 4)).join());
	expect(colours.has('0,0,0,0')).toBe(true);
	expect(colours.size).toBeGreaterThan(2);
	expect(await source.tile({ z: 6, x: 2, y: 2, signal })).toBeNull();
	const [value] = (await source.valueAt?.([6, 57.5], { signal })) ?? [];
	expect(value).toMatchObject({ name: 'b1', value: expect.any(Number) as number });
	const aborter = new AbortController();
	const aborted = source.tile({ z: 7, x: 66, y: 38, signal: aborter.signal });
	aborter.abort();
	await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
	workers.close();
});

test('[B2] a file is kept on this device until it is forgotten', async () => {
	const file = await depths();
	const id = crypto.randomUUID();
	expect(await keptRaster(id)).toBeUndefined();
	await keepRaster(id, file);
	expect((await keptRaster(id))?.size).toBe(file.size);
	await forgetRaster(id);
	expect(await keptRaster(id)).toBeUndefined();
	await keepRaster(id, file);
	await forgetAllRasters();
	expect(await keptRaster(id)).toBeUndefined();
	await forgetAllRasters();
});

test('[B3] a layer that goes while its tile server is looked at does not fail another of that server', async () => {
	const asked = vi.spyOn(globalThis, 'fetch').mockImplementation(async (_, init) => {
		await new Promise((resolve) => setTimeout(resolve, 50));
		init?.signal?.throwIfAborted();
		return Response.json({ versions: { titiler: '2.4.0' } });
	});
	const config = {
		delivery: 'tiles',
		cogUrl: 'https://sea.example/depth.tif',
		tileParams: {},
		bounds: [
			[1, 54],
			[3, 55]
		] as [[number, number], [number, number]]
	} as const;
	const [one, other] = [new AbortController(), new AbortController()];
	const open = ({ signal }: AbortController) =>
		openTitiler(config, 'https://tiles.example', { signal });
	const first = open(one);
	const second = open(other);
	one.abort();
	await expect(first).rejects.toMatchObject({ name: 'AbortError' });
	expect(await second).toMatchObject({ tileSize: 256 });
	expect(asked).toHaveBeenCalledTimes(1);
	asked.mockRestore();
});

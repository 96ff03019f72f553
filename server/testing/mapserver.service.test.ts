import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import sharp from 'sharp';
import { wmsConfigSchema, type WmsConfig } from '#core/layer/source-config.ts';
import { temporalAxis } from '#core/time/temporal-axis.ts';
import { readFeatureInfo } from '#core/wms/feature-info.ts';
import { layerNamed } from '#core/wms/find-layers.ts';
import { layerConfig } from '#core/wms/layer-config.ts';
import { readCapabilities } from '#core/wms/read-capabilities.ts';
import {
	capabilitiesUrl,
	featureInfoUrl,
	legendUrl,
	mapUrl,
	type Box
} from '#core/wms/request-url.ts';
import { readServiceException } from '#core/wms/service-exception.ts';
import { degreeBox, mercatorOf } from '#core/wms/tile-box.ts';
import type { WmsService, WmsVersion } from '#core/wms/types.ts';
import { startMapServer, type MapServer } from './mapserver.ts';

let server: MapServer;

beforeAll(async () => {
	server = await startMapServer();
});

afterAll(async () => {
	await server.close();
});

const VERSIONS = ['1.1.1', '1.3.0'] as const;

function mercator(west: number, south: number, east: number, north: number): Box {
	return [...mercatorOf([west, south]), ...mercatorOf([east, north])] as const;
}

const SEA = mercator(5, 50, 15, 60);

async function capabilities(version: WmsVersion): Promise<WmsService> {
	const answer = await fetch(capabilitiesUrl(server.url, version));
	const contentType = answer.headers.get('content-type') ?? '';
	const bytes = new Uint8Array(await answer.arrayBuffer());
	const read = readCapabilities(bytes, { url: server.url, contentType });
	if (!read.ok) throw new Error(`${read.reason} ${read.detail}`);
	return read.value;
}

/** The configuration that one click on a layer of the service makes. */
async function added(name: string, version: WmsVersion): Promise<WmsConfig> {
	const service = await capabilities(version);
	const layer = layerNamed(service.root, name);
	const draft = layer && layerConfig(service, layer, { url: server.url });
	if (!draft?.ok) throw new Error(`no ${name}`);
	return wmsConfigSchema.parse(draft.value.config);
}

/** Red, green, blue and alpha in the middle of the picture. */
async function middle(url: string): Promise<number[]> {
	const answer = await fetch(url);
	expect(answer.headers.get('content-type')).toContain('image/png');
	const { data, info } = await sharp(await answer.arrayBuffer())
		.ensureAlpha()
		.raw()
		.toBuffer({ resolveWithObject: true });
	const at = ((info.height >> 1) * info.width + (info.width >> 1)) * info.channels;
	return [...data.subarray(at, at + 4)];
}

const picture = (box: Box, time?: string) => ({ box, width: 128, height: 128, time });

const RED = [255, 0, 0, 255];
const GREEN = [0, 255, 0, 255];
const BLUE = [0, 0, 255, 255];

describe.each(VERSIONS)('MapServer, %s', (version) => {
	test('[S1] its capabilities are read as they are', async () => {
		const service = await capabilities(version);
		expect(service.version).toBe(version);
		expect(service.root.layers.map(({ name }) => name)).toEqual(['zone', 'monthly', 'soundings']);
		expect(layerNamed(service.root, 'monthly')).toMatchObject({
			title: 'Monthly',
			crs: expect.arrayContaining(['EPSG:3857', 'EPSG:4326']) as string[],
			extent: [0, 50, 20, 60],
			dimensions: [{ name: 'time', default: '2024-02-01', values: '2024-01-01/2024-03-01/P1M' }]
		});
		expect(layerNamed(service.root, 'zone')?.queryable).toBe(true);
	});

	test('[S2] a layer is added with time, extent, elevation and legend', async () => {
		expect(await added('monthly', version)).toMatchObject({
			version,
			format: 'image/png',
			temporal: { enabled: true, values: '2024-01-01/2024-03-01/P1M', default: '2024-02-01' },
			bounds: [
				[0, 50],
				[20, 60]
			]
		});
		expect((await added('soundings', version)).dimensions).toEqual({ ELEVATION: '0' });
	});

	test.each(['EPSG:3857', 'EPSG:4326', 'CRS:84'] as const)(
		'[S3] the zone is where it is, asked in %s',
		async (crs) => {
			const config = { ...(await added('zone', version)), crs };
			const on = mercator(10, 55, 12, 57);
			const off = mercator(12.5, 55, 14.5, 57);
			const box = (box: Box) => (crs === 'EPSG:3857' ? box : degreeBox(box));
			expect(await middle(mapUrl(config, picture(box(on))))).toEqual(RED);
			expect((await middle(mapUrl(config, picture(box(off)))))[3]).toBe(0);
			// Latitude and longitude the wrong way round would be elsewhere.
			const [south, west, north, east] = box(on);
			expect((await middle(mapUrl(config, picture([west, south, east, north]))))[3]).toBe(0);
		}
	);

	test('[S4] each step of its axis is its own picture', async () => {
		const config = await added('monthly', version);
		const axis = temporalAxis(config.temporal, { now: 0 });
		if (!axis.ok || !axis.value) throw new Error('no axis');
		const texts = [0, 1, 2].map((index) => axis.value?.at(index).text);
		expect(texts).toEqual(['2024-01-01', '2024-02-01', '2024-03-01']);
		for (const [index, colour] of [RED, GREEN, BLUE].entries()) {
			expect(await middle(mapUrl(config, picture(SEA, texts[index])))).toEqual(colour);
		}
	});

	// What makes us ask only for times of the list, in UTC with a Z, and look at how far they are.
	test.each([
		['no time', undefined, GREEN],
		['an empty time', '', GREEN],
		['current', 'current', GREEN],
		['a listed day', '2024-03-01', BLUE],
		['a listed time with Z', '2024-03-01T00:00:00Z', BLUE],
		['milliseconds', '2024-03-01T00:00:00.000Z', BLUE],
		['no zone', '2024-03-01T00:00:00', BLUE],
		['a day between', '2024-02-15', undefined],
		['a day outside: silently the default', '2030-01-01', GREEN]
	])('[S5] %s', async (_, time, colour) => {
		const [red, green, blue, alpha] = await middle(
			mapUrl(await added('monthly', version), picture(SEA, time))
		);
		if (colour) expect([red, green, blue, alpha]).toEqual(colour);
		else expect(alpha).toBe(0);
	});

	test('[S6] elevations are asked for by their name', async () => {
		const config = await added('soundings', version);
		const shallow = mercator(1, 51, 4, 59);
		const deep = mercator(6, 51, 9, 59);
		expect(await middle(mapUrl(config, picture(shallow)))).toEqual(BLUE);
		expect((await middle(mapUrl(config, picture(deep))))[3]).toBe(0);
		const below = { ...config, dimensions: { elevation: '10' } };
		expect(await middle(mapUrl(below, picture(deep)))).toEqual(BLUE);
		expect((await middle(mapUrl(below, picture(shallow))))[3]).toBe(0);
	});

	test.each(['text/plain', 'application/vnd.ogc.gml'])(
		'[S7] it tells what is at a place, as %s',
		async (infoFormat) => {
			const config = { ...(await added('soundings', version)), infoFormat };
			const info = async (box: Box) => {
				const answer = await fetch(
					featureInfoUrl(config, { ...picture(box), column: 64, row: 64 })
				);
				return readFeatureInfo(await answer.text(), answer.headers.get('content-type') ?? '');
			};
			const there = await info(mercator(1, 51, 4, 59));
			if (infoFormat === 'text/plain') {
				expect(there).toMatchObject({
					kind: 'text',
					text: expect.stringContaining("depth = '12'") as string
				});
			} else {
				expect(there).toEqual({
					kind: 'rows',
					rows: [
						{ name: 'elevation', value: 0 },
						{ name: 'depth', value: 12 }
					]
				});
			}
			expect(await info(mercator(15, 51, 18, 54))).toEqual({ kind: 'nothing' });
		}
	);

	test('[S8] its legend, by its capabilities and by our request', async () => {
		const config = await added('zone', version);
		const service = await capabilities(version);
		const own = layerNamed(service.root, 'zone')?.styles[0]?.legendUrl;
		for (const url of [own, legendUrl(config)]) {
			const answer = await fetch(url ?? 'http://127.0.0.1:1');
			expect(answer.headers.get('content-type')).toContain('image/png');
			const { width } = await sharp(await answer.arrayBuffer()).metadata();
			expect(width).toBeGreaterThan(10);
		}
	});

	test('[S9] what it finds wrong is told in its words', async () => {
		const config = { ...(await added('zone', version)), layers: 'nothing' };
		const answer = await fetch(mapUrl(config, picture(SEA)));
		expect(readServiceException(await answer.text())).toMatch(/invalid layer/i);
	});
});

import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { WmsConfig } from '#core/layer/source-config.ts';
import type { JsonValue } from '#core/util/json.ts';
import type { OpenLayer } from '#lib/sync/open-layer.svelte.ts';
import { SourceError, type TileSource } from '#lib/raster/tile-source.ts';
import { drawn, RED, wait, type Colour } from '../testing/drawn-source.ts';
import { openTestMap, type TestMap } from '../testing/map-harness.svelte.ts';
import { freshConfig, openSource } from './open-source.ts';

vi.mock('../create-map.ts', { spy: true });
vi.mock('./open-source.ts', { spy: true });

const GREEN: Colour = [0, 200, 0];

const MONTHS = '2024-01-01/2024-12-01/P1M';

/** The colour of a month, told apart by eye and by number. */
function ofMonth(ms: number | undefined): Colour {
	const month = ms === undefined ? 0 : new Date(ms).getUTCMonth();
	return [20 * month + 10, 250 - 20 * month, month % 2 === 0 ? 240 : 90];
}

let open: TestMap;
const sources = new Map<string, TileSource>();

beforeEach(async () => {
	vi.mocked(openSource).mockImplementation(({ config }) => {
		const source = sources.get('layers' in config ? config.layers : '');
		return source ? Promise.resolve(source) : Promise.reject(new SourceError('not-found', 'gone'));
	});
	vi.mocked(freshConfig).mockResolvedValue(undefined);
	open = await openTestMap();
});

afterEach(async () => {
	await open.close();
	sources.clear();
});

function add(
	name: string,
	source: TileSource | undefined,
	patch: Partial<WmsConfig> = {}
): OpenLayer {
	if (source) sources.set(name, source);
	const config = { url: 'https://sea.example/wms', layers: name, ...patch };
	return open.map.createLayer({ name, sourceType: 'wms', sourceConfig: config as JsonValue });
}

function addMonthly(name: string, source: TileSource, patch: Partial<WmsConfig> = {}): OpenLayer {
	return add(name, source, {
		temporal: { enabled: true, values: MONTHS, default: '2024-01-01' },
		...patch
	});
}

function middle(): Colour {
	return open.pixel(410, 310);
}

function status(layer: OpenLayer) {
	return open.view.rasters.get(layer.id);
}

async function settled(layer: OpenLayer): Promise<void> {
	flushSync();
	await vi.waitUntil(() => status(layer)?.state === 'ok', { timeout: 15_000 });
}

function month(index: number): number {
	return Date.UTC(2024, index, 1);
}

describe('raster layers', () => {
	test('[R1] lie on top of each other as in the stack, follow opacity and visibility', async () => {
		await open.drawn();
		const sea = middle();
		const red = add('red', drawn().source);
		const green = add('green', drawn({ colour: () => GREEN }).source);
		await settled(red);
		await settled(green);
		expect(middle()).toEqual(GREEN);
		open.map.moveLayer(red.id, 0);
		flushSync();
		expect(middle()).toEqual(RED);
		open.map.setOpacity(red.id, 0.5);
		flushSync();
		// No transition: the next frame has it.
		expect(middle()[0]).toBeCloseTo(128, -1);
		expect(middle()[1]).toBeCloseTo(100, -1);
		open.map.setVisible(red.id, false);
		flushSync();
		expect(middle()).toEqual(GREEN);
		open.map.setVisible(green.id, false);
		flushSync();
		expect(middle()).toEqual(sea);
		await vi.waitUntil(() => open.view.rasters.size === 0);
	});

	test('[R2] lie under all vector layers', async () => {
		const areas = open.map.addVectorLayer('Areas', { fill: '#0000ff', fillOpacity: 1 });
		areas.add([
			{
				id: crypto.randomUUID(),
				geometry: {
					type: 'Polygon',
					coordinates: [
						[
							[2, 55],
							[6, 55],
							[6, 57],
							[2, 57],
							[2, 55]
						]
					]
				},
				properties: {}
			}
		]);
		const red = add('red', drawn().source);
		await settled(red);
		await open.drawn();
		expect(middle()).toEqual([0, 0, 255]);
	});

	test('[R3] ask for nothing outside their extent', async () => {
		const { source, requests } = drawn({ extra: { extent: [100, -10, 110, 0] } });
		await settled(add('far', source));
		expect(requests).toEqual([]);
	});

	test('[R4] a layer configured anew is seen as it was until its new pictures are there', async () => {
		const layer = add('red', drawn().source);
		await settled(layer);
		sources.set('green', drawn({ colour: () => GREEN, delayMs: 300 }).source);
		layer.setMeta({ sourceConfig: { url: 'https://sea.example/wms', layers: 'green' } });
		flushSync();
		const seen = new Set<string>();
		await vi.waitUntil(
			() => {
				seen.add(middle().join());
				return middle().join() === GREEN.join();
			},
			{ timeout: 30_000, interval: 20 }
		);
		expect(seen).toEqual(new Set([RED.join(), GREEN.join()]));
		await settled(layer);
		const rasters = open.canvas.getStyle().layers.filter(({ type }) => type === 'raster');
		expect(rasters).toHaveLength(1);
	});

	test('[R5] say what is wrong in the words of the service, and draw nothing', async () => {
		await open.drawn();
		const sea = middle();
		const { source } = drawn({
			check: () => {
				throw new SourceError('service-says', 'no layer <x>');
			}
		});
		const failing = add('failing', source);
		const missing = add('missing', undefined);
		const broken = open.map.createLayer({ name: 'x', sourceType: 'wms', sourceConfig: { url: 1 } });
		flushSync();
		await vi.waitUntil(
			() => status(failing)?.state === 'fault' && status(missing)?.state === 'fault'
		);
		expect(status(failing)).toMatchObject({ fault: 'service-says', detail: 'no layer <x>' });
		expect(status(missing)).toMatchObject({ fault: 'not-found', detail: 'gone' });
		expect(status(broken)).toMatchObject({ state: 'fault', fault: 'unsupported' });
		expect(middle()).toEqual(sea);
	});

	test('[R6] try again by themselves when the network is back', async () => {
		let fails = true;
		const { source } = drawn({
			check: () => {
				if (fails) throw new SourceError('unreachable');
			}
		});
		const layer = add('red', source);
		flushSync();
		await vi.waitUntil(() => status(layer)?.state === 'fault');
		await open.drawn();
		fails = false;
		dispatchEvent(new Event('online'));
		await settled(layer);
		expect(middle()).toEqual(RED);
	});

	test('[R17] from further out than the service draws a layer, it says to zoom in', async () => {
		const { source, requests } = drawn({ extra: { minZoom: 6 } });
		const layer = add('detail', source);
		await settled(layer);
		expect(status(layer)).toMatchObject({ state: 'ok', tooFarOut: true });
		expect(requests).toEqual([]);
		open.canvas.jumpTo({ zoom: 6 });
		await vi.waitUntil(() => status(layer)?.tooFarOut === false);
		await settled(layer);
		expect(middle()).toEqual(RED);
	});

	test('[R7] credit whom they come from, each once, with a link', () => {
		add('a', drawn().source, { attribution: 'The institute' });
		add('b', drawn().source, { attribution: 'The institute' });
		const { id } = open.map.createLayer({
			name: 'c',
			sourceType: 'wms',
			sourceConfig: { url: 'https://x/', layers: 'c' },
			metadata: { author: 'NOAA', doi: '10.5067/GHGMR-4FJ04' }
		});
		flushSync();
		const texts = () => open.view.attribution.map(({ text }) => text);
		expect(texts().filter((text) => text === 'The institute')).toHaveLength(1);
		expect(open.view.attribution).toContainEqual({
			text: 'NOAA',
			href: 'https://doi.org/10.5067/GHGMR-4FJ04'
		});
		open.map.setVisible(id, false);
		flushSync();
		expect(texts()).not.toContain('NOAA');
	});
});

describe('time', () => {
	test('[R8] twelve times at a steady scrub, from a slow source: never blank, never another time than said', async () => {
		const { source } = drawn({ colour: ofMonth, delayMs: 250 });
		const layer = addMonthly('sst', source);
		await settled(layer);
		expect(middle()).toEqual(ofMonth(month(0)));
		const wrong: string[] = [];
		let samples = 0;
		const look = (): void => {
			const said = status(layer);
			samples += 1;
			const right = said?.timeShown === null ? [] : ofMonth(said?.timeShown ?? 0);
			if (middle().join() !== right.join()) wrong.push(`${middle().join()} at ${said?.timeShown}`);
			if (said?.state === 'ok' && said.timeShown !== said.timeWanted)
				wrong.push('settled on another');
		};
		for (let index = 1; index < 12; index += 1) {
			open.view.clock.set(month(index));
			flushSync();
			for (let i = 0; i < 3; i += 1) {
				await new Promise((resolve) => setTimeout(resolve, 20));
				look();
			}
		}
		await vi.waitUntil(
			() => {
				look();
				return status(layer)?.state === 'ok' && status(layer)?.timeShown === month(11);
			},
			{ timeout: 30_000, interval: 20 }
		);
		for (let i = 0; i < 10; i += 1) {
			await new Promise((resolve) => requestAnimationFrame(resolve));
			look();
		}
		expect(wrong).toEqual([]);
		expect(samples).toBeGreaterThan(40);
		expect(middle()).toEqual(ofMonth(month(11)));
		// One source is left of all that were.
		const left = open.canvas.getStyle().layers.filter(({ type }) => type === 'raster');
		expect(left).toHaveLength(1);
	});

	test('[R14] of a fast scrub the times in between are passed over: the last one comes soon', async () => {
		const { source, requests } = drawn({ colour: ofMonth, delayMs: 300 });
		const layer = addMonthly('sst', source);
		await settled(layer);
		for (let index = 1; index < 12; index += 1) {
			open.view.clock.set(month(index));
			flushSync();
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
		await vi.waitUntil(() => status(layer)?.timeShown === month(11), { timeout: 30_000 });
		await settled(layer);
		expect(middle()).toEqual(ofMonth(month(11)));
		const asked = new Set(requests.map(({ time }) => time));
		// How many depends on how fast this machine draws; not each of the twelve.
		expect(asked.size).toBeLessThan(10);
	});

	test('[R15] at another time a layer stays where it is in the stack, also when it comes back', async () => {
		const lower = addMonthly('sst', drawn({ colour: ofMonth }).source);
		const upper = add('depth', drawn().source);
		for (const layer of [lower, upper]) await settled(layer);
		expect(middle()).toEqual(RED);
		for (const ms of [month(4), Date.UTC(1990, 0, 1), month(7)]) {
			open.view.clock.set(ms);
			flushSync();
			await settled(lower);
			await open.drawn();
			expect(middle()).toEqual(RED);
		}
	});

	test('[R9] each layer shows its own time nearest to the clock, and says which', async () => {
		const monthly = addMonthly('sst', drawn({ colour: ofMonth }).source);
		const yearly = add('ice', drawn().source, {
			temporal: { enabled: true, values: '2020/2024/P1Y', default: '2024' }
		});
		flushSync();
		open.view.clock.set(Date.UTC(2024, 4, 20));
		await settled(monthly);
		await settled(yearly);
		expect(status(monthly)).toMatchObject({ timeShown: month(5), outOfRange: false });
		expect(status(yearly)).toMatchObject({ timeShown: month(0), outOfRange: false });
		expect(open.view.clock.range).toEqual({ from: Date.UTC(2020, 0, 1), to: month(11) });
	});

	test('[R10] without data near the time a layer shows nothing, says so, and comes back', async () => {
		await open.drawn();
		const sea = middle();
		const monthly = addMonthly('sst', drawn({ colour: ofMonth }).source);
		const old = add('old', drawn({ extra: { extent: [100, -10, 110, 0] } }).source, {
			temporal: { enabled: true, values: '1990-01-01/1990-12-01/P1M' }
		});
		await settled(monthly);
		open.view.clock.set(Date.UTC(1990, 5, 1));
		flushSync();
		await settled(old);
		expect(status(monthly)).toMatchObject({
			outOfRange: true,
			timeShown: null,
			timeWanted: month(0)
		});
		expect(middle()).toEqual(sea);
		open.view.clock.set(month(3));
		flushSync();
		await vi.waitUntil(() => status(monthly)?.timeShown === month(3));
		await settled(monthly);
		expect(middle()).toEqual(ofMonth(month(3)));
	});

	test('[R11] playing waits for the pictures, fetches the next ones ahead, and goes round', async () => {
		const { source, requests } = drawn({ colour: ofMonth, delayMs: 60 });
		const layer = addMonthly('sst', source, {
			temporal: { enabled: true, values: '2024-01-01/2024-03-01/P1M', default: '2024-01-01' }
		});
		await settled(layer);
		const { clock } = open.view;
		const shown: (number | null)[] = [];
		const wrong: string[] = [];
		clock.speed = 10;
		clock.play();
		await vi.waitUntil(
			() => {
				flushSync();
				const now = status(layer);
				if (now && now.timeShown !== shown.at(-1)) shown.push(now.timeShown);
				if (middle().join() !== ofMonth(now?.timeShown ?? 0).join()) wrong.push(middle().join());
				return shown.length >= 5;
			},
			{ timeout: 30_000, interval: 15 }
		);
		clock.pause();
		expect(shown).toEqual([month(0), month(1), month(2), month(0), month(1)]);
		expect(wrong).toEqual([]);
		// Each tile of each month came once: ahead, and from the cache the second time.
		const keys = requests.map(({ z, x, y, time }) => `${z}/${x}/${y}/${time}`);
		expect(new Set(keys).size).toBe(keys.length);
	});

	test('[R18] what was fetched ahead from a slow source is used, not begun anew', async () => {
		let slow = false;
		const { source, requests } = drawn({ colour: ofMonth });
		const slowly: TileSource = {
			...source,
			tile: async (request) => {
				// Longer than a picture is waited for while playing.
				if (slow) await wait(2_000, request.signal);
				return source.tile(request);
			}
		};
		const begun: string[] = [];
		const counted: TileSource = {
			...slowly,
			tile: (request) => {
				begun.push(`${request.z}/${request.x}/${request.y}/${request.time}`);
				return slowly.tile(request);
			}
		};
		const layer = addMonthly('sst', counted);
		await settled(layer);
		slow = true;
		open.view.clock.speed = 4;
		open.view.clock.play();
		await vi.waitUntil(() => requests.some(({ time }) => time === month(2)), { timeout: 12_000 });
		open.view.clock.pause();
		const ofMarch = begun.filter((key) => key.endsWith(`/${month(2)}`));
		expect(ofMarch.length).toBeGreaterThan(0);
		expect(new Set(ofMarch).size).toBe(ofMarch.length);
	});

	test('[R12] times that can not be read are a fault of the times, and the layer is still there', async () => {
		const layer = add('sst', drawn().source, {
			temporal: { enabled: true, values: '2024-01-01/2024-12-01/PBAD' }
		});
		await settled(layer);
		expect(status(layer)).toMatchObject({ timeFault: 'bad-period', axis: null });
		expect(middle()).toEqual(RED);
		expect(open.view.clock.range).toBeNull();
	});
});

test('[R16] times are those that the service lists now, not those of when the layer was added', async () => {
	const source = drawn({ colour: ofMonth }).source;
	sources.set('sst', source);
	let answer: () => void = () => undefined;
	const answered = new Promise<void>((resolve) => (answer = resolve));
	vi.mocked(freshConfig).mockImplementation(async (stored) => {
		await answered;
		if (stored.sourceType !== 'wms') return undefined;
		const temporal = { enabled: true, values: '2024-07-01/2024-11-01/P1M', default: '2024-10-01' };
		return { sourceType: 'wms', config: { ...stored.config, temporal } };
	});
	const layer = add('sst', undefined, {
		temporal: { enabled: true, values: '2024-01-01/2024-03-01/P1M', default: '2024-01-01' }
	});
	await settled(layer);
	expect(status(layer)?.timeShown).toBe(month(0));
	answer();
	await vi.waitUntil(() => status(layer)?.timeShown === month(9), { timeout: 30_000 });
	await settled(layer);
	expect(middle()).toEqual(ofMonth(month(9)));
	expect(open.view.clock.range).toEqual({ from: month(6), to: month(10) });
	// Nothing of it is written down.
	expect(JSON.stringify(layer.meta.sourceConfig)).toContain('2024-03-01');
	// "Try again" asks anew; a clock that somebody has set stays where it is.
	open.view.clock.set(month(7));
	flushSync();
	await settled(layer);
	vi.mocked(freshConfig).mockImplementation((stored) => {
		if (stored.sourceType !== 'wms') return Promise.resolve(undefined);
		const temporal = { enabled: true, values: '2024-08-01/2024-12-01/P1M', default: '2024-12-01' };
		return Promise.resolve({ sourceType: 'wms', config: { ...stored.config, temporal } });
	});
	open.view.retryRaster(layer.id);
	await vi.waitUntil(() => open.view.clock.range?.to === month(11), { timeout: 30_000 });
	await settled(layer);
	expect(status(layer)?.timeShown).toBe(month(7));
});

test('[R13] a place is told of by all visible layers, top first; a fault of one is its own', async () => {
	const at = [4, 56] as const;
	const bottom = add(
		'depth',
		drawn({
			extra: { valueAt: () => Promise.resolve([{ name: 'depth', value: -12, unit: 'm' }]) }
		}).source
	);
	const asked: unknown[] = [];
	const monthly = addMonthly(
		'sst',
		drawn({
			colour: ofMonth,
			extra: {
				infoAt: (place, { zoom, time }) => {
					asked.push({ place, zoom, time });
					return Promise.resolve({ kind: 'html', html: '<script>alert(1)</script>' });
				}
			}
		}).source
	);
	const top = add(
		'broken',
		drawn({
			extra: { infoAt: () => Promise.reject(new SourceError('service-says', 'busy')) }
		}).source
	);
	const silent = add('pictures', drawn({}).source);
	for (const layer of [bottom, monthly, top, silent]) await settled(layer);
	expect(await Promise.all(open.view.identify(at).map(({ ask }) => ask()))).toEqual([
		{ layerId: silent.id, time: null, info: { kind: 'silent' }, fault: null, detail: '' },
		{ layerId: top.id, time: null, info: null, fault: 'service-says', detail: 'busy' },
		{
			layerId: monthly.id,
			time: month(0),
			info: { kind: 'html', html: '<script>alert(1)</script>' },
			fault: null,
			detail: ''
		},
		{
			layerId: bottom.id,
			time: null,
			info: { kind: 'values', values: [{ name: 'depth', value: -12, unit: 'm' }] },
			fault: null,
			detail: ''
		}
	]);
	expect(asked).toEqual([{ place: at, zoom: 4, time: month(0) }]);
});

import { setMaxParallelImageRequests, type RasterTileSource } from 'maplibre-gl';
import type { WmsConfig } from '../../src/core/layer/source-config.ts';
import { eachLayer, findLayers } from '../../src/core/wms/find-layers.ts';
import { createMap } from '../../src/lib/map/create-map.ts';
import { RastersOnMap } from '../../src/lib/map/raster/rasters-on-map.ts';
import { loadCapabilities } from '../../src/lib/wms/load-capabilities.ts';
import { openWms } from '../../src/lib/wms/open-wms.ts';
import { colourOf, TIMES, timeOf } from './times.ts';

/** The page that bench/capabilities.ts and bench/scrub.ts drive. */
const SCRUB_MS = 60;
const LAYER = 'bench';
const GIVE_UP_MS = 120_000;
/** Whoever does not show the last time by then never does. */
const LONGEST_MS = 45_000;
/** Points of the map that are looked at, across and along. */
const GRID = 7;
const OURS_PARALLEL = 32;
const STOCK_PARALLEL = 16;

let map: ReturnType<typeof createMap>;

function theMap(): NonNullable<typeof map> {
	if (!map) throw new Error('no map');
	return map;
}

export interface Listed {
	readonly milliseconds: number;
	readonly layers: number;
	readonly found: number;
}

export interface Scrubbed {
	/** From when the last time was asked for until it is what is seen, everywhere. */
	readonly milliseconds: number;
	/** Points that are not of the last time, a second later. */
	readonly wrong: number;
	readonly points: number;
}

const bench = {
	/** Reads a service and lists what it has, as the person who pasted the address sees it. */
	async list(url: string): Promise<Listed> {
		const start = performance.now();
		const loaded = await loadCapabilities(url);
		if (!loaded.ok) throw new Error(`${loaded.reason} ${loaded.detail}`);
		const layers = [...eachLayer(loaded.service.root)].length;
		const milliseconds = performance.now() - start;
		const found = findLayers(loaded.service.root, 'layer 4321');
		return { milliseconds, layers, found: found ? [...eachLayer(found)].length : 0 };
	},

	async scrub(kind: 'ours' | 'reference', url: string): Promise<Scrubbed> {
		const element = document.querySelector<HTMLElement>('#map');
		if (!element) throw new Error('no element');
		map = createMap(element, { center: [4, 56], zoom: 5.3, bearing: 0, pitch: 0 });
		await theMap().once('load');
		setMaxParallelImageRequests(kind === 'ours' ? OURS_PARALLEL : STOCK_PARALLEL);
		const turn = kind === 'ours' ? ours(url) : reference(url);
		await until(() => wrongPoints(0) === 0);
		for (let index = 1; index < TIMES; index += 1) {
			turn.set(index);
			if (index < TIMES - 1) await wait(SCRUB_MS);
		}
		const start = performance.now();
		while (wrongPoints(TIMES - 1) > 0 && performance.now() - start < LONGEST_MS) await wait(30);
		const milliseconds = performance.now() - start;
		await wait(1000);
		return { milliseconds, wrong: wrongPoints(TIMES - 1), points: GRID * GRID };
	}
};

interface Turned {
	readonly set: (index: number) => void;
}

/** The app's own way. */
function ours(url: string): Turned {
	const values = Array.from({ length: TIMES }, (_, index) => timeOf(index)).join(',');
	const config: WmsConfig = {
		url,
		layers: 'a',
		version: '1.3.0',
		format: 'image/png',
		transparent: true,
		temporal: { enabled: true, values }
	};
	const rasters = new RastersOnMap({
		map: theMap(),
		open: () => Promise.resolve(openWms(config)),
		freshen: () => Promise.resolve(undefined),
		onStatus: () => undefined,
		onTimes: () => undefined
	});
	const at = (index: number): number => Date.parse(timeOf(index));
	rasters.setTime(at(0), null);
	rasters.show([{ layerId: LAYER, config: { sourceType: 'wms', config }, opacity: 1 }]);
	return {
		set: (index) => rasters.setTime(at(index), null)
	};
}

/** The plain way: one source, whose address is changed. */
function reference(url: string): Turned {
	const tiles = (index: number): string[] => [
		`${url}?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=a&STYLES=&CRS=EPSG:3857` +
			`&BBOX={bbox-epsg-3857}&WIDTH=512&HEIGHT=512&FORMAT=image/png&TRANSPARENT=TRUE&TIME=${timeOf(index)}`
	];
	const id = 'reference';
	theMap().addSource(id, { type: 'raster', tiles: tiles(0), tileSize: 512 });
	theMap().addLayer({ id, type: 'raster', source: id, paint: { 'raster-fade-duration': 0 } });
	return {
		set: (index) => {
			theMap().getSource<RasterTileSource>(id)?.setTiles(tiles(index));
		}
	};
}

/** Points of a grid whose colour is not that of the time. */
function wrongPoints(index: number): number {
	const element = theMap().getCanvas();
	theMap().redraw();
	const gl = element.getContext('webgl2');
	if (!gl) throw new Error('no webgl');
	const wanted = colourOf(index);
	// All at once: each call waits for the card.
	const rgba = new Uint8Array(element.width * element.height * 4);
	gl.readPixels(0, 0, element.width, element.height, gl.RGBA, gl.UNSIGNED_BYTE, rgba);
	let wrong = 0;
	for (let point = 0; point < GRID * GRID; point += 1) {
		const x = Math.round((((point % GRID) + 0.5) / GRID) * element.width);
		const y = Math.round(((Math.floor(point / GRID) + 0.5) / GRID) * element.height);
		const at = (y * element.width + x) * 4;
		if (wanted.some((value, i) => Math.abs(value - (rgba[at + i] ?? 0)) > 2)) wrong += 1;
	}
	return wrong;
}

async function until(done: () => boolean): Promise<void> {
	const start = performance.now();
	while (!done()) {
		if (performance.now() - start > GIVE_UP_MS) throw new Error('it never came to rest');
		await wait(30);
	}
}

function wait(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}

declare global {
	interface Window {
		readonly wmsBench: typeof bench;
	}
}

Object.assign(window, { wmsBench: bench });

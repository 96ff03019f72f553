import type { WmsConfig } from '../../src/core/layer/source-config.ts';
import { SourceError, type PointInfo } from '../../src/lib/raster/tile-source.ts';
import { loadCapabilities } from '../../src/lib/wms/load-capabilities.ts';
import type { LoadedCapabilities } from '../../src/lib/wms/capabilities-types.ts';
import { openWms } from '../../src/lib/wms/open-wms.ts';

/** What the tests against a real MapServer ask of the app's own code, in a browser. */
interface Asked {
	readonly config: WmsConfig;
	readonly tile: { readonly z: number; readonly x: number; readonly y: number };
	readonly time?: number;
}

type Refused = { readonly fault: string; readonly detail: string };

const page = {
	/** Rows of a tile as text: `#` where something is drawn, `.` where nothing is; one letter in 16 px. */
	async tile({ config, tile, time }: Asked): Promise<string[] | Refused> {
		const { signal } = new AbortController();
		const request = { ...tile, signal, ...(time === undefined ? {} : { time }) };
		return refusable(async () => {
			const bitmap = await openWms(config).tile(request);
			return bitmap ? drawnRows(bitmap) : [];
		});
	},

	async info(config: WmsConfig, at: [number, number]): Promise<PointInfo | null | Refused> {
		const { signal } = new AbortController();
		return refusable(async () => (await openWms(config).infoAt?.(at, { zoom: 6, signal })) ?? null);
	},

	capabilities(url: string): Promise<LoadedCapabilities> {
		return loadCapabilities(url);
	}
};

async function refusable<T>(ask: () => Promise<T>): Promise<T | Refused> {
	try {
		return await ask();
	} catch (error) {
		if (error instanceof SourceError) return { fault: error.fault, detail: error.detail };
		throw error;
	}
}

function drawnRows(bitmap: ImageBitmap): string[] {
	const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
	const context = canvas.getContext('2d');
	if (!context) throw new Error('no canvas');
	context.drawImage(bitmap, 0, 0);
	const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
	const alphaAt = (x: number, y: number): number => data[(y * bitmap.width + x) * 4 + 3] ?? 0;
	return Array.from({ length: bitmap.height / 16 }, (_, row) =>
		Array.from({ length: bitmap.width / 16 }, (_, column) =>
			alphaAt(column * 16 + 8, row * 16 + 8) > 127 ? '#' : '.'
		).join('')
	);
}

declare global {
	interface Window {
		readonly wmsPage: typeof page;
	}
}

Object.assign(window, { wmsPage: page });

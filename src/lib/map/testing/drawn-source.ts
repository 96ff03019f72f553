import type { TileRequest, TileSource } from '#lib/raster/tile-source.ts';

export type Colour = readonly [number, number, number];
export const RED: Colour = [255, 0, 0];

interface DrawnSource {
	readonly colour?: (time: number | undefined) => Colour;
	readonly delayMs?: number;
	readonly extra?: Partial<TileSource>;
	/** Throws to make the tile fail. */
	readonly check?: (request: TileRequest) => void;
}

/** Tiles drawn here, each of one colour, after a delay: a service without a network. */
export function drawn({ colour = () => RED, delayMs = 0, extra = {}, check }: DrawnSource = {}) {
	const requests: TileRequest[] = [];
	const source: TileSource = {
		tileSize: 512,
		extent: undefined,
		minZoom: 0,
		maxZoom: 20,
		tile: async (request) => {
			requests.push(request);
			await wait(delayMs, request.signal);
			check?.(request);
			const canvas = new OffscreenCanvas(512, 512);
			const context = canvas.getContext('2d');
			if (!context) throw new Error('no canvas');
			context.fillStyle = `rgb(${colour(request.time).join(' ')})`;
			context.fillRect(0, 0, 512, 512);
			return canvas.transferToImageBitmap();
		},
		close: () => undefined,
		...extra
	};
	return { source, requests };
}

export function wait(ms: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(resolve, ms);
		signal.addEventListener('abort', () => {
			clearTimeout(timer);
			reject(signal.reason as Error);
		});
	});
}

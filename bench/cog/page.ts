import type { TileAddress } from '../../src/core/raster/tile-grid.ts';
import { openDirect } from '../../src/lib/raster/direct-source.ts';

/** The page that bench/client-cog.ts drives. */
const RANGE: [number, number] = [-100, 100];

type Draw = (tile: TileAddress) => Promise<ImageBitmap | null>;

const bench = {
	/** Milliseconds of each tile, one after the other, from the question to the picture. */
	async draw(kind: 'ours' | 'reference', url: string, tiles: TileAddress[]): Promise<number[]> {
		const draw = kind === 'ours' ? await ours(url) : reference(url);
		const times: number[] = [];
		for (const tile of tiles) {
			const start = performance.now();
			const picture = await draw(tile);
			times.push(performance.now() - start);
			if (picture?.width !== 256) throw new Error(`no picture of ${JSON.stringify(tile)}`);
			picture.close();
		}
		return times;
	}
};

async function ours(url: string): Promise<Draw> {
	const { signal } = new AbortController();
	const processing = { colorRamp: 'viridis', valueRange: RANGE } as const;
	const source = await openDirect({ delivery: 'direct', url, processing }, { signal });
	return (tile) => source.tile({ ...tile, signal });
}

function reference(url: string): Draw {
	const style = `#color:BrewerSpectral9,${RANGE.join()},c`;
	return async ({ z, x, y }) => {
		const request = { type: 'image', url: `cog://${url}${style}/${z}/${x}/${y}` } as const;
		return (await window.referenceCog(request)).data;
	};
}

declare global {
	interface Window {
		cogBench: typeof bench;
		referenceCog: (request: {
			readonly type: 'image';
			readonly url: string;
		}) => Promise<{ readonly data: ImageBitmap }>;
	}
}
window.cogBench = bench;

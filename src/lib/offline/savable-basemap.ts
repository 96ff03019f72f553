import * as z from 'zod/mini';
import { ONLINE_SOURCES, type OnlineBasemapId } from '#lib/map/basemap/online-sources.ts';
import { TileRefused, type OpenSavable, type Savable } from './savable.ts';
import type { Tile } from './tile-plan.ts';

const tileJsonSchema = z.object({
	tiles: z.array(z.string()).check(z.minLength(1)),
	minzoom: z._default(z.number(), 0),
	maxzoom: z._default(z.number(), 14)
});

/** An online basemap as something to keep: the very addresses that the map asks for. */
export function savableBasemap(id: OnlineBasemapId, name: string): Savable {
	const source = ONLINE_SOURCES[id];
	const addresses = [source.url, ...(source.tiles ?? [])].filter((url) => url !== undefined);
	const services = addresses.map((url) => new URL(url.replaceAll(/[{}]/gu, '')).host);
	return { id: 'basemap', name, services, open: () => open(id) };
}

async function open(id: OnlineBasemapId): Promise<OpenSavable> {
	const source = ONLINE_SOURCES[id];
	const { tiles, minzoom, maxzoom } =
		source.url === undefined
			? { tiles: source.tiles ?? [], minzoom: source.minzoom ?? 0, maxzoom: source.maxzoom ?? 22 }
			: await describe(source.url);
	const template = tiles[0];
	if (template === undefined) throw new Error(`no tiles: ${id}`);
	return {
		tileSize: source.type === 'raster' && source.tileSize === 256 ? 256 : 512,
		extent: undefined,
		minZoom: minzoom,
		maxZoom: maxzoom,
		fetch: (tile, signal) => fetchTile(expand(template, tile), signal),
		close: () => undefined
	};
}

async function describe(url: string): Promise<z.infer<typeof tileJsonSchema>> {
	const response = await fetch(url);
	if (!response.ok) throw new TileRefused(response.status);
	return tileJsonSchema.parse(await response.json());
}

function expand(template: string, { z: zoom, x, y }: Tile): string {
	return template.replace('{z}', String(zoom)).replace('{x}', String(x)).replace('{y}', String(y));
}

async function fetchTile(url: string, signal: AbortSignal): Promise<void> {
	const response = await fetch(url, { signal });
	await response.arrayBuffer();
	// Where there is no tile there is nothing to keep.
	if (!response.ok && response.status !== 404) throw new TileRefused(response.status);
}

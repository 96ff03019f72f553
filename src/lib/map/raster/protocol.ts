import { addProtocol } from 'maplibre-gl';

export interface TileAddress {
	readonly z: number;
	readonly x: number;
	readonly y: number;
}

/** Gives a tile; `null` is drawn as nothing. Never rejects but when aborted: MapLibre does not try again. */
export type TileServer = (tile: TileAddress, signal: AbortSignal) => Promise<ImageBitmap | null>;

/** An empty answer is a tile that is there and has nothing on it. */
const NOTHING = new ArrayBuffer(0);

const servers = new Map<string, TileServer>();
let lastKey = 0;

addProtocol('rt', async ({ url }, abort) => {
	const [key = '', z, x, y] = url.slice('rt://'.length).split('/');
	const server = servers.get(key);
	const tile = { z: Number(z), x: Number(x), y: Number(y) };
	const bitmap = server ? await server(tile, abort.signal) : null;
	return { data: bitmap ?? NOTHING };
});

/** Serves tiles at an address of their own, until `stop`. No text of anybody's gets into the address. */
export function serveTiles(server: TileServer): {
	readonly url: string;
	readonly stop: () => void;
} {
	const key = String(++lastKey);
	servers.set(key, server);
	return { url: `rt://${key}/{z}/{x}/{y}`, stop: () => servers.delete(key) };
}

import { createContext } from 'svelte';
import { uuidv4 } from 'lib0/random';
import type { MapMeta } from '#core/doc/map-document.ts';
import { documentName } from '#core/doc/names.ts';
import { createApi, type Api } from '#lib/api/client.ts';
import { Connection } from './connection.svelte.ts';
import { Documents } from './documents.ts';
import { Identity } from './identity.svelte.ts';
import { KnownPeople } from './known-people.svelte.ts';
import { MapsOnDevice } from './maps-on-device.svelte.ts';
import { OpenMap } from './open-map.svelte.ts';

/** Everything this tab holds: made once, in the root layout. */
export class Workspace {
	readonly identity = new Identity();
	readonly connection = new Connection();
	readonly maps = new MapsOnDevice();
	readonly people = new KnownPeople();
	/** The server's HTTP interface, asked as this person. */
	readonly api: Api = createApi({ token: () => this.identity.token() });
	readonly documents = new Documents(this.connection, this.identity);

	/** Opens a map by id; `close()` it when done. */
	openMap(id: string): OpenMap {
		return new OpenMap(id, this);
	}

	/** Makes a map on this device, with or without the network, and returns its id. */
	createMap(meta: Partial<MapMeta> & { readonly name: string }): string {
		const id = uuidv4();
		this.maps.put({ id, name: meta.name, openedAt: Date.now(), madeHere: true, layers: [] });
		const map = this.openMap(id);
		map.initialise(meta);
		// Left open for a moment: the page that opens it next takes over the same documents.
		setTimeout(() => map.close(), 5_000);
		return id;
	}

	/** Takes a map and its layers from this device; what the server holds stays. */
	async removeFromDevice(id: string): Promise<void> {
		const names = [
			documentName('map', id),
			documentName('talk', id),
			...(this.maps.get(id)?.layers ?? [])
				.filter(
					(layer) => !this.maps.all.some((map) => map.id !== id && map.layers.includes(layer))
				)
				.map((layer) => documentName('layer', layer))
		];
		this.maps.remove(id);
		await Promise.all(names.map((name) => this.documents.wipe(name)));
	}
}

export const [getWorkspace, setWorkspace] = createContext<Workspace>();

import { createContext } from 'svelte';
import type { MapMeta } from '#core/doc/map-document.ts';
import { Connection } from './connection.svelte.ts';
import { Documents } from './documents.ts';
import { Identity } from './identity.svelte.ts';
import { MapsOnDevice } from './maps-on-device.svelte.ts';
import { OpenMap } from './open-map.svelte.ts';

/** Everything this tab holds: made once, in the root layout. */
export class Workspace {
	readonly identity = new Identity();
	readonly connection = new Connection();
	readonly maps = new MapsOnDevice();
	readonly documents = new Documents(this.connection, this.identity);

	/** Opens a map by id; `close()` it when done. */
	openMap(id: string): OpenMap {
		return new OpenMap(id, this);
	}

	/** Makes a map on this device, with or without the network, and returns its id. */
	createMap(meta: Partial<MapMeta> & { readonly name: string }): string {
		const id = crypto.randomUUID();
		this.maps.put({ id, name: meta.name, openedAt: Date.now(), madeHere: true, layers: [] });
		const map = this.openMap(id);
		map.initialise(meta);
		// Left open for a moment: the page that opens it next takes over the same documents.
		setTimeout(() => map.close(), 5_000);
		return id;
	}
}

export const [getWorkspace, setWorkspace] = createContext<Workspace>();

import type { Peer } from '#lib/sync/presence.svelte.ts';
import type { MapLibreMap } from '../maplibre.ts';
import './peer-cursors.css';

interface Cursor {
	readonly element: HTMLElement;
	readonly name: HTMLElement;
	at: readonly [number, number];
}

/** An arrow as in drawing programs; its tip is at 0, 0. */
const ARROW = 'M0 0l5.6 15.4l2.5-6.300l6.400-2.200z';

/** Other people's pointers, with their names, above the map. They glide between two reports. */
export class PeerCursors {
	readonly #map: MapLibreMap;
	readonly #box = document.createElement('div');
	readonly #cursors = new Map<number, Cursor>();

	constructor(map: MapLibreMap) {
		this.#map = map;
		this.#box.className = 'peer-cursors';
		// What people point at is for the eyes; who is here is in the list of people.
		this.#box.setAttribute('aria-hidden', 'true');
		map.getContainer().append(this.#box);
		map.on('move', this.#onMove);
	}

	show(peers: readonly Peer[]): void {
		const pointing = new Set<number>();
		for (const peer of peers) {
			if (!peer.cursor) continue;
			pointing.add(peer.client);
			this.#place(peer, peer.cursor);
		}
		for (const [client, { element }] of this.#cursors) {
			if (pointing.has(client)) continue;
			element.remove();
			this.#cursors.delete(client);
		}
	}

	remove(): void {
		this.#map.off('move', this.#onMove);
		this.#box.remove();
	}

	#place({ client, user }: Peer, at: readonly [number, number]): void {
		const known = this.#cursors.get(client);
		const cursor = known ?? this.#make(client, at);
		cursor.at = at;
		cursor.element.style.setProperty('--person', user.color);
		if (cursor.name.textContent !== user.name) cursor.name.textContent = user.name;
		this.#move(cursor, known !== undefined);
	}

	#make(client: number, at: readonly [number, number]): Cursor {
		const element = document.createElement('div');
		const name = document.createElement('span');
		const arrow = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
		const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
		path.setAttribute('d', ARROW);
		arrow.append(path);
		element.append(arrow, name);
		this.#box.append(element);
		const cursor = { element, name, at };
		this.#cursors.set(client, cursor);
		return cursor;
	}

	/** The map moved under them: at once, without gliding. */
	readonly #onMove = (): void => {
		for (const cursor of this.#cursors.values()) this.#move(cursor, false);
	};

	#move({ element, at }: Cursor, glides: boolean): void {
		const turns = Math.round((this.#map.getCenter().lng - at[0]) / 360);
		const { x, y } = this.#map.project([at[0] + 360 * turns, at[1]]);
		element.classList.toggle('glides', glides);
		element.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
	}
}

import type { MapSummary } from '#core/wire/session.ts';
import type { MapOnDevice } from '#lib/sync/maps-on-device.svelte.ts';

/** A map as the first screen lists it. */
export interface KnownMap {
	readonly id: string;
	readonly name: string;
	/** Milliseconds; when it was opened here or changed at the server, whichever is later. */
	readonly touchedAt: number;
	/** It was opened in this browser: opens without the network. */
	readonly onDevice: boolean;
	/** Made here, and not known to be anywhere else. */
	readonly onlyHere: boolean;
}

/**
 * What this device knows and what the server answered, as one list, last touched first. The name of
 * the device is newer while its edits wait for the network, else both are the same.
 */
export function mergeMaps(
	onDevice: readonly MapOnDevice[],
	atServer: readonly MapSummary[]
): readonly KnownMap[] {
	const known = new Map<string, KnownMap>();
	for (const { id, name, updated_at } of atServer) {
		const touchedAt = Date.parse(updated_at);
		known.set(id, { id, name, touchedAt, onDevice: false, onlyHere: false });
	}
	for (const { id, name, openedAt, madeHere } of onDevice) {
		const same = known.get(id);
		known.set(id, {
			id,
			name,
			touchedAt: Math.max(openedAt, same?.touchedAt ?? 0),
			onDevice: true,
			onlyHere: madeHere && !same
		});
	}
	return [...known.values()].sort((a, b) => b.touchedAt - a.touchedAt);
}

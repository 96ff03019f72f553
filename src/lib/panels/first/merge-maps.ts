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
	/** What the map is to this person; unknown until the server said it once. */
	readonly role: 'owner' | 'edit' | 'view' | undefined;
	/** Of a map of somebody else: whose it is. */
	readonly owner: string | undefined;
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
	for (const { id, name, updated_at, role, created_by_name } of atServer) {
		const touchedAt = Date.parse(updated_at);
		const owner = role === 'owner' ? undefined : (created_by_name ?? undefined);
		known.set(id, { id, name, touchedAt, onDevice: false, onlyHere: false, role, owner });
	}
	for (const entry of onDevice) known.set(entry.id, withDevice(entry, known.get(entry.id)));
	return [...known.values()].sort((a, b) => b.touchedAt - a.touchedAt);
}

function withDevice(here: MapOnDevice, there: KnownMap | undefined): KnownMap {
	const { id, name, openedAt, madeHere } = here;
	return {
		id,
		name,
		touchedAt: Math.max(openedAt, there?.touchedAt ?? 0),
		onDevice: true,
		onlyHere: madeHere && !there,
		...rightsOn(here, there)
	};
}

/** What the server says now, else what it last said here. */
function rightsOn(
	{ access, madeHere }: MapOnDevice,
	there: KnownMap | undefined
): Pick<KnownMap, 'role' | 'owner'> {
	if (there?.role) return { role: there.role, owner: there.owner };
	const role = access?.role ?? (madeHere ? 'owner' : undefined);
	return { role, owner: role === 'owner' ? undefined : access?.ownerName };
}

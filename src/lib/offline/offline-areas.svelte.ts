import { createContext } from 'svelte';
import { keptInstant, type Area } from './area.ts';
import type { AreaSaver } from './area-saver.svelte.ts';
import { deleteArea, readAreas, writeArea } from './area-store.ts';
import { AREA_LIMITS, type AreaLimits } from './limits.ts';
import type { Savable } from './savable.ts';
import { askShelf, onShelf } from './shelf-link.ts';

/** A service that was shown from kept copies is thought to be away until it answers again. */
interface Away {
	/** The oldest copy that was shown. */
	readonly keptAt: number;
}

/** Sea data that this device keeps: areas that were saved, the one being saved, services not reached. */
export class OfflineAreas {
	areas = $state.raw<readonly Area[]>([]);
	/** The area that is being saved. Outlives the panel that began it. */
	saver = $state.raw<AreaSaver | null>(null);
	limits = $state.raw<AreaLimits>(AREA_LIMITS);
	/** By service (`servicesOf`). */
	away = $state.raw<ReadonlyMap<string, Away>>(new Map());
	/** Nothing more can be kept: the disk is full. */
	full = $state(false);

	/** Follows what the service worker tells. Returns the undo. */
	follow(): () => void {
		void this.read();
		return onShelf((message) => {
			switch (message.kind) {
				case 'away':
					return this.#setAway(message.service, message.keptAt);
				case 'back':
					return this.#setAway(message.service, null);
				case 'full':
					this.full = true;
					return;
				case 'answer':
					return;
			}
		});
	}

	async read(): Promise<void> {
		// Where the browser gives no storage there are none.
		this.areas = await readAreas().catch(() => []);
	}

	async readLimits(): Promise<void> {
		const { readAreaLimits } = await import('./read-limits.ts');
		this.limits = await readAreaLimits();
	}

	/** Saves an area, or what is missing of it, to the end. */
	async save(area: Area, savables: readonly Savable[]): Promise<void> {
		// Every page has this class; few ever save an area.
		const { AreaSaver } = await import('./area-saver.svelte.ts');
		if (this.saver) return;
		const saver = new AreaSaver(area, this.limits);
		this.saver = saver;
		try {
			await saver.run(savables);
		} finally {
			this.saver = null;
			await this.read();
		}
	}

	async rename(area: Area, name: string): Promise<void> {
		await writeArea({ ...area, name });
		await this.read();
	}

	/** The area and its copies, but for those that another area has too. */
	async remove(id: string): Promise<void> {
		// Whatever it still writes or pins would be left behind.
		if (this.saver?.area?.id === id) await this.saver.discard();
		await deleteArea(id);
		await askShelf({ kind: 'release', area: id });
		this.full = false;
		await this.read();
	}

	/** Where the clock of a map has to be for what is kept of it; null: nothing with times is. */
	instantOf(mapId: string): number | null {
		const kept = this.areas.filter((area) => area.mapId === mapId && area.done > 0);
		return kept.map(keptInstant).find((instant) => instant !== null) ?? null;
	}

	/** True when a saved area holds something of the layer. */
	holds(layerId: string): boolean {
		return this.areas.some(({ parts, done }) => done > 0 && parts.some(({ id }) => id === layerId));
	}

	#setAway(service: string, keptAt: number | null): void {
		const away = new Map(this.away);
		if (keptAt === null) away.delete(service);
		else away.set(service, { keptAt: Math.min(keptAt, away.get(service)?.keptAt ?? keptAt) });
		this.away = away;
	}
}

export const [getOfflineAreas, setOfflineAreas] = createContext<OfflineAreas>();

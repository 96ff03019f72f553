import type { Area, AreaPart, PartFault } from './area.ts';
import { bytesOfArea, writeArea } from './area-store.ts';
import { fetchTiles, type OpenPart } from './fetch-tiles.ts';
import type { AreaLimits } from './limits.ts';
import { faultOf, type Savable } from './savable.ts';
import { beginSaving } from './saving.ts';
import { onShelf } from './shelf-link.ts';
import { countTiles } from './tile-plan.ts';

/** Progress is shown this often; tiles come faster. */
const SHOW_EVERY_MS = 150;

/** Fetches what an area needs and does not have. One at a time on a device. */
export class AreaSaver {
	area = $state.raw<Area>();
	paused = $state(false);
	#end = new AbortController();
	/** All requests that wait for the end of a pause. */
	readonly #waiting = new Set<() => void>();
	#draft: Area;
	#shownAt = 0;
	#discarded = false;
	#ended: Promise<unknown> = Promise.resolve();
	readonly #limits: AreaLimits;

	constructor(area: Area, limits: AreaLimits) {
		this.#draft = area;
		this.area = area;
		this.#limits = limits;
	}

	pause(): void {
		this.paused = true;
	}

	resume(): void {
		this.paused = false;
		this.#wake();
	}

	/** Leaves off; what came so far stays. */
	stop(): void {
		this.#end.abort();
		this.#wake();
	}

	/** The area is not wanted any more. Resolves when nothing of it is written from here on. */
	async discard(): Promise<void> {
		this.#discarded = true;
		this.stop();
		await this.#ended;
	}

	/** Runs to the end. Rejects only when nothing can be kept here. */
	run(savables: readonly Savable[]): Promise<Area> {
		const running = this.#run(savables);
		this.#ended = running.catch(() => undefined);
		return running;
	}

	async #run(savables: readonly Savable[]): Promise<Area> {
		const services = savables.flatMap((savable) => savable.services);
		const endSaving = await beginSaving(this.#draft.id, services);
		if (!endSaving) throw new Error('nothing can be kept on this device');
		// What the person asked for should not be thrown away because the disk gets full.
		navigator.storage.persist().catch(() => false);
		let bytes = await bytesOfArea(this.#draft.id);
		const stopListening = onShelf((message) => {
			if (message.kind === 'full') this.#stopFor('full');
			if (message.kind !== 'answer' || message.area !== this.#draft.id) return;
			bytes += message.bytes;
			this.#show({ bytes });
			if (bytes >= this.#limits.bytes) this.#stopFor('bytes');
		});
		try {
			await this.#fetch(savables);
		} finally {
			await endSaving();
			stopListening();
		}
		this.#show({ bytes: await bytesOfArea(this.#draft.id), stopped: this.#outcome() });
		await this.#write();
		return this.#draft;
	}

	async #fetch(savables: readonly Savable[]): Promise<void> {
		const { extent, zoom, id } = this.#draft;
		const opening = openAll(savables);
		const all = await Promise.race([opening, aborted(this.#end.signal)]);
		if (!all) return void opening.then(({ opened }) => closeAll(opened));
		const { parts, opened } = all;
		const tiles = opened.reduce((sum, { source }) => sum + countTiles(source, extent, zoom), 0);
		// Until it is through, this is what another visit finds.
		this.#show({ parts, tiles, done: 0, stopped: 'paused' });
		await this.#write();
		try {
			await fetchTiles(opened, {
				extent,
				zoom,
				signal: this.#end.signal,
				goOn: () => this.#goOn(),
				onTile: (part, fault) => this.#count(part, fault)
			});
		} finally {
			closeAll(opened);
		}
		// The last answers are written down after their requests have ended.
		await bytesOfArea(id);
	}

	async #goOn(): Promise<boolean> {
		while (this.paused && !this.#end.signal.aborted) {
			await new Promise<void>((resolve) => this.#waiting.add(resolve));
		}
		return !this.#end.signal.aborted;
	}

	#wake(): void {
		for (const goOn of this.#waiting) goOn();
		this.#waiting.clear();
	}

	#count(id: string, fault: PartFault | null): void {
		const { parts, done } = this.#draft;
		if (fault === null) return this.#show({ done: done + 1 });
		this.#show({
			parts: parts.map((part) =>
				part.id === id ? { ...part, missing: part.missing + 1, fault } : part
			)
		});
	}

	#stopFor(stopped: 'bytes' | 'full'): void {
		if (this.#end.signal.aborted) return;
		this.#show({ stopped });
		this.stop();
	}

	#outcome(): Area['stopped'] {
		const { stopped, parts } = this.#draft;
		if (stopped === 'bytes' || stopped === 'full') return stopped;
		if (this.#end.signal.aborted) return 'paused';
		return parts.some(({ missing, fault }) => missing > 0 || fault !== null) ? 'missing' : null;
	}

	#show(changed: Partial<Area>): void {
		this.#draft = { ...this.#draft, ...changed };
		const now = performance.now();
		const counts = Object.keys(changed).every((key) => ['done', 'bytes', 'parts'].includes(key));
		if (counts && now - this.#shownAt < SHOW_EVERY_MS) return;
		this.#shownAt = now;
		this.area = this.#draft;
	}

	async #write(): Promise<void> {
		this.area = this.#draft;
		if (!this.#discarded) await writeArea(this.#draft);
	}
}

function aborted(signal: AbortSignal): Promise<undefined> {
	return new Promise((resolve) => {
		if (signal.aborted) resolve(undefined);
		signal.addEventListener('abort', () => resolve(undefined), { once: true });
	});
}

function closeAll(opened: readonly OpenPart[]): void {
	for (const { source } of opened) source.close();
}

/** A source that can't be opened is said so, and costs the others nothing. */
async function openAll(
	savables: readonly Savable[]
): Promise<{ parts: AreaPart[]; opened: OpenPart[] }> {
	const opened: OpenPart[] = [];
	const parts = await Promise.all(
		savables.map(async ({ id, name, services, time, open }): Promise<AreaPart> => {
			const kept = { id, name, missing: 0, ...(time === undefined ? {} : { time }) };
			try {
				const source = await open();
				// The first is a layer's own name at our server; hosts come after it.
				opened.push({ id, host: services.at(-1) ?? id, source });
				return { ...kept, fault: null };
			} catch (error) {
				return { ...kept, fault: faultOf(error) };
			}
		})
	);
	return { parts, opened };
}

import { LOOSE_BYTES, LOOSE_SHARE } from '../lib/offline/limits.ts';
import { toShelfSchema, type SavingSession } from '../lib/offline/shelf-messages.ts';
import { Shelf } from '../lib/offline/shelf.ts';

/** Opens the shelf when it is first needed, and does what pages ask of it. */
export class ShelfKeeper {
	#opening: Promise<Shelf | undefined> | undefined;
	#session: Promise<SavingSession | null> | undefined;

	/** `undefined` where the browser gives no storage: everything comes from the network then. */
	shelf(): Promise<Shelf | undefined> {
		return (this.#opening ??= open());
	}

	/** The area that is being saved. Survives this worker, which the browser ends when it likes. */
	session(): Promise<SavingSession | null> {
		this.#session ??= this.shelf().then((shelf) => shelf?.session() ?? null);
		return this.#session.catch(() => null);
	}

	/** False when the message is none for the shelf. */
	async hear(data: unknown): Promise<boolean> {
		const parsed = toShelfSchema.safeParse(data);
		if (!parsed.success) return false;
		const shelf = await this.shelf();
		switch (parsed.data.kind) {
			case 'saving':
				this.#session = Promise.resolve(parsed.data.session);
				await shelf?.setSession(parsed.data.session);
				return true;
			case 'release':
				await shelf?.release(parsed.data.area);
				return true;
			case 'person':
				await shelf?.setPerson(parsed.data.id);
				return true;
		}
	}
}

async function open(): Promise<Shelf | undefined> {
	try {
		const { quota = Infinity } = await navigator.storage.estimate();
		return await Shelf.open(Math.min(LOOSE_BYTES, quota * LOOSE_SHARE));
	} catch {
		return undefined;
	}
}

import type { DocumentName } from '#core/doc/names.ts';
import type { Connection } from './connection.svelte.ts';
import type { Identity } from './identity.svelte.ts';
import { wipeLocalCopy } from './local-copy.ts';
import { Unsaved } from './unsaved.ts';
import { SharedDocument, type OpenOptions } from './shared-document.svelte.ts';

interface Entry {
	readonly document: SharedDocument;
	users: number;
}

/** The documents that are open in this tab, each once, however many use it. */
export class Documents {
	readonly #open = new Map<DocumentName, Entry>();
	readonly #connection: Connection;
	readonly #identity: Identity;
	readonly #reopen: (name: DocumentName) => void;

	/** `reopen`: a copy was put aside; by default the page is loaded anew. */
	constructor(
		connection: Connection,
		identity: Identity,
		reopen: (name: DocumentName) => void = () => location.reload()
	) {
		this.#connection = connection;
		this.#identity = identity;
		this.#reopen = reopen;
	}

	/** Each `open` is answered by one `close`. */
	open(name: DocumentName, options: OpenOptions = {}): SharedDocument {
		const entry = this.#open.get(name);
		if (entry) {
			entry.users += 1;
			return entry.document;
		}
		const document = new SharedDocument(name, {
			connection: this.#connection,
			identity: this.#identity,
			reopen: this.#reopen,
			...options
		});
		this.#open.set(name, { document, users: 1 });
		return document;
	}

	/** An open document, without keeping it open. */
	peek(name: DocumentName): SharedDocument | undefined {
		return this.#open.get(name)?.document;
	}

	/** Deletes the copy on this device, also of a document that is open here. */
	async wipe(name: DocumentName): Promise<void> {
		const open = this.#open.get(name)?.document;
		if (open) return open.wipe();
		await wipeLocalCopy(name);
		new Unsaved(name).confirm(0);
	}

	close(name: DocumentName): void {
		const entry = this.#open.get(name);
		if (!entry) return;
		entry.users -= 1;
		if (entry.users > 0) return;
		this.#open.delete(name);
		entry.document.destroy();
	}
}

import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { META } from '#core/doc/map-document.ts';
import type { DocumentName } from '#core/doc/names.ts';
import { origins } from '#core/doc/origins.ts';
import { SCHEMA_VERSION } from '#core/doc/schema-version.ts';
import type { CloseReason } from '#core/wire/close-reason.ts';
import type { Connection } from './connection.svelte.ts';
import type { Identity } from './identity.svelte.ts';
import { LocalCopy, type LocalLoad } from './local-copy.ts';
import type { SaveState } from './save-state.ts';
import * as notTaken from './not-taken.ts';
import type { NotTaken } from './not-taken.ts';
import { readRemembered, rememberAccess } from './remembered-access.ts';
import { ServerLink, type PutBackLayer } from './server-link.ts';
import { joinTabs, type TabLink } from './tabs.ts';
import { Unsaved } from './unsaved.ts';

/**
 * `loading`: neither this device nor the server has shown it yet. `ready`: it can be shown and edited.
 * `missing`: the server has nothing under this name, nor has this device. `waiting`: not on this
 * device, and the server is not reached.
 */
export type DocumentStatus = 'loading' | 'ready' | 'missing' | 'waiting';

export interface OpenOptions {
	/** Others see who has it open. */
	readonly presence?: boolean;
	/** Just made here: there is nothing to wait for. */
	readonly isNew?: boolean;
	/**
	 * Yjs client id to write under: the one of the map that the layer is opened with, so that presence
	 * tells who wrote what. Each opening of a map has a new one; it is never used twice for a document.
	 */
	readonly client?: number;
}

interface SharedDocumentOptions extends OpenOptions {
	readonly connection: Connection;
	readonly identity: Identity;
	/** The copy of this document was put aside: what shows it has to open it anew. */
	readonly reopen?: (name: DocumentName) => void;
}

/** With no answer from the server in this time, we say that we wait. */
const WAITING_AFTER_MS = 4_000;

/**
 * One Yjs document: its copy in this browser, its link to the server, the other tabs, and what of it
 * is saved where.
 */
export class SharedDocument {
	readonly name: DocumentName;
	readonly doc = new Y.Doc();
	readonly awareness: Awareness | null;
	#link: ServerLink;
	#local: LocalCopy;
	#tabs: TabLink;
	readonly #unsaved: Unsaved;
	readonly #options: SharedDocumentOptions;

	#loaded = $state<LocalLoad | undefined>();
	#synced = $state(false);
	#wasSynced = $state(false);
	#hasContent = $state(false);
	#slow = $state(false);
	#readOnly = $state(false);
	#newer = $state(false);
	#waiting = $state(0);
	#atRisk = $state(false);
	#refusal = $state.raw<CloseReason | undefined>();
	#notTaken = $state.raw<NotTaken | undefined>();
	#putBack = $state.raw<readonly PutBackLayer[]>([]);
	#puttingAside = false;

	constructor(name: DocumentName, options: SharedDocumentOptions) {
		this.name = name;
		this.#options = options;
		if (options.client !== undefined) this.doc.clientID = options.client;
		this.awareness = options.presence ? new Awareness(this.doc) : null;
		this.#unsaved = new Unsaved(name);
		this.#waiting = this.#unsaved.count;
		this.#notTaken = notTaken.readNotTaken(name);
		this.#readOnly = readRemembered(name) === 'read';
		this.#hasContent = options.isNew ?? false;
		// The link registers on the document first, so that a failing local copy can't silence it
		// (sync.md, defect 14).
		this.#link = this.#connect();
		this.doc.on('update', this.#onUpdate);
		this.#local = new LocalCopy(name, this.doc, (failed) => (this.#atRisk = failed));
		this.#tabs = joinTabs(name, this.doc, () => this.#local.close());
		void this.#load();
	}

	get status(): DocumentStatus {
		if (this.#hasContent) return 'ready';
		// Where nobody has said anything yet, there is nothing to wait for.
		if (this.#isTalk && (this.#loaded !== undefined || this.#wasSynced)) return 'ready';
		if (this.#wasSynced) return 'missing';
		return this.#slow && this.#loaded !== undefined ? 'waiting' : 'loading';
	}

	/** False when the server gave read access only, or a newer version of the app wrote the document. */
	get canEdit(): boolean {
		return !this.#readOnly && !this.#newer;
	}

	/** A newer version of the app wrote this document: reload to get that version. */
	get isNewer(): boolean {
		return this.#newer;
	}

	get isSynced(): boolean {
		return this.#synced;
	}

	/** How the copy on this device was found, once it was read. */
	get localCopy(): LocalLoad | undefined {
		return this.#loaded;
	}

	/** Why the server does not take this document, if so. */
	get refusal(): CloseReason | undefined {
		return this.#refusal;
	}

	/** The copy that was here is put aside, because the server did not take what was done to it. */
	get notTaken(): NotTaken | undefined {
		return this.#notTaken;
	}

	/** What was put aside, for a download. */
	notTakenCopy(): Promise<Uint8Array | undefined> {
		return notTaken.loadNotTaken(this.name);
	}

	/** The person knows. */
	forgetNotTaken(): void {
		notTaken.forgetNotTaken(this.name);
		this.#notTaken = undefined;
	}

	/** Layers that were put on this map here and that the server took off again, the last ones. */
	get putBack(): readonly PutBackLayer[] {
		return this.#putBack;
	}

	forgetPutBack(): void {
		this.#putBack = [];
	}

	/** After `no-access`: rights may have changed. */
	retry(): void {
		if (this.#refusal === undefined) return;
		this.#refusal = undefined;
		this.#link.attach();
	}

	get save(): SaveState {
		const waiting = this.#waiting;
		if (waiting === 0) return { kind: 'saved', waiting };
		// The browser knows of a network that went before the line does.
		const onItsWay = this.#synced && !this.#options.connection.offline;
		if (onItsWay) return { kind: 'saving', waiting };
		const stored = !this.#atRisk && this.#loaded !== 'unavailable';
		return { kind: stored ? 'on-device' : 'at-risk', waiting };
	}

	/** Resolves when all edits so far are stored in this browser; false when it can't store them. */
	stored(): Promise<boolean> {
		return this.#local.stored();
	}

	/**
	 * The document as this device holds it, as one Yjs update: what a person can keep as a file when
	 * the server refuses it.
	 */
	export(): Uint8Array {
		return Y.encodeStateAsUpdate(this.doc);
	}

	/** Deletes the copy on this device, in all tabs. Call `destroy` next. */
	async wipe(): Promise<void> {
		this.#tabs.announceWipe();
		await this.#local.wipe();
		this.#unsaved.confirm(this.#unsaved.own);
	}

	destroy(): void {
		this.#tabs.leave();
		this.doc.off('update', this.#onUpdate);
		this.#link.destroy();
		this.#local.close();
		this.doc.destroy();
	}

	#connect(): ServerLink {
		const { connection, identity } = this.#options;
		return new ServerLink(
			{
				name: this.name,
				doc: this.doc,
				awareness: this.awareness,
				connection,
				identity,
				events: {
					onSynced: ({ readOnly }) => {
						this.#synced = true;
						this.#setReadOnly(readOnly);
						this.#refusal = undefined;
						this.#look();
						this.#wasSynced = true;
					},
					onLost: () => (this.#synced = false),
					onDurable: (mark) => this.#durable(mark),
					onAccess: (access) => this.#setReadOnly(access === 'read'),
					onNotTaken: () => void this.#putAside({ kind: 'read-only', detail: '' }),
					onPutBack: (layers) => (this.#putBack = layers),
					onRefused: (reason) => this.#refused(reason)
				}
			},
			() => this.#unsaved.own
		);
	}

	get #isTalk(): boolean {
		return this.name.startsWith('talk:');
	}

	#setReadOnly(readOnly: boolean): void {
		this.#readOnly = readOnly;
		rememberAccess(this.name, readOnly ? 'read' : 'write');
	}

	#refused(reason: CloseReason): void {
		// What people say to each other is short: nobody needs to be asked before it is opened anew.
		if (this.#isTalk && reason.kind === 'invalid') {
			void this.#putAside({ kind: 'invalid', detail: reason.detail });
		} else {
			this.#refusal = reason;
		}
	}

	/**
	 * The server did not take something that is part of this copy for good: it would be shown, and sent
	 * again, as if it were. The copy is kept aside, and the document opened anew.
	 */
	async #putAside(why: Pick<NotTaken, 'kind' | 'detail'>): Promise<void> {
		if (this.#puttingAside) return;
		this.#puttingAside = true;
		this.#link.detach();
		const note = { at: new Date().toISOString(), ...why };
		try {
			await notTaken.keepNotTaken(this.name, this.export(), note);
		} catch {
			// This browser keeps nothing: the person has to download it before it is let go.
			this.#refusal = why;
			return;
		}
		await this.wipe();
		this.#waiting = this.#unsaved.count;
		this.#notTaken = note;
		this.#options.reopen?.(this.name);
	}

	async #load(): Promise<void> {
		this.#loaded = await this.#local.load();
		this.#look();
		this.#link.attach();
		setTimeout(() => (this.#slow = true), WAITING_AFTER_MS);
	}

	readonly #onUpdate = (_update: Uint8Array, origin: unknown): void => {
		if (!this.#hasContent) this.#look();
		if (origin !== origins.edit && origin !== origins.undo) return;
		this.#unsaved.add();
		this.#waiting = this.#unsaved.count;
		this.#link.requestBarrier();
	};

	#durable(mark: number): void {
		this.#unsaved.confirm(mark);
		this.#waiting = this.#unsaved.count;
		if (this.#unsaved.own > 0) this.#link.requestBarrier();
	}

	/** Content is what has a schema version: every document gets one with its first entry. */
	#look(): void {
		const version: unknown = this.doc.getMap(META).get('v');
		this.#hasContent ||= typeof version === 'number';
		this.#newer = typeof version === 'number' && version > SCHEMA_VERSION;
	}
}

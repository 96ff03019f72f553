import * as Y from 'yjs';
import { featureIds } from '#core/doc/layer-document.ts';
import { splitUpdate } from '#core/doc/split-update.ts';
import { applyChanges } from '#core/edit/apply-changes.ts';
import { inverse } from '#core/edit/change.ts';
import type { Change } from '#core/edit/change.ts';
import {
	addFeatures,
	createVectorLayer,
	removeFeatures,
	setGeometry,
	setLayerMeta,
	setProperty,
	setStyle
} from '#core/edit/layer-edits.ts';
import { testId } from '#core/testing/ids.ts';
import { ClientClaims } from '../client-claims.ts';
import type { Brought } from '../client-claims.ts';
import { inspectUpdate } from '../gate/inspect-update.ts';

const LAYER = testId(1);

/** A server in miniature: the gate and the claims in front of a document, as in the extensions. */
export class MiniServer {
	readonly doc = new Y.Doc();
	claims = new ClientClaims([]);
	readonly devices = new Set<HonestDevice>();

	constructor() {
		this.doc.getMap('meta');
		this.doc.getMap('features');
	}

	/** What an honest client sent. Returns why it was not taken, if so. */
	receive(update: Uint8Array, from: HonestDevice, brought: Brought): string | undefined {
		const verdict = inspectUpdate(update, { doc: this.doc, kind: 'layer' });
		if (verdict.verdict !== 'new' && verdict.verdict !== 'known') return JSON.stringify(verdict);
		const before = Y.encodeStateAsUpdate(this.doc);
		if (verdict.verdict === 'new' && !this.claims.judge(verdict.clients, from.user, brought).ok) {
			return 'client';
		}
		Y.applyUpdate(this.doc, update, from);
		if (this.doc.store.pendingStructs !== null || this.doc.store.pendingDs !== null)
			return 'pending';
		const changed = !Buffer.from(before).equals(Y.encodeStateAsUpdate(this.doc));
		if (changed !== (verdict.verdict === 'new')) return `called ${verdict.verdict}, but not so`;
		for (const device of this.devices) if (device !== from) device.hear(update);
		return undefined;
	}
}

/** A page with one layer open: edits, goes away and comes back, as a browser would. */
export class HonestDevice {
	readonly user: string;
	readonly server: MiniServer;
	readonly #random: () => number;
	doc = new Y.Doc();
	undo: Y.UndoManager | undefined;
	/** Another tab of the same browser: both hear each other, also offline. */
	tab: HonestDevice | undefined;
	objections: string[] = [];
	#done: Change[][] = [];
	#sending: ((update: Uint8Array, origin: unknown) => void) | undefined;

	constructor(user: string, server: MiniServer, random: () => number) {
		this.user = user;
		this.server = server;
		this.#random = random;
		this.#listen();
	}

	get isOnline(): boolean {
		return this.server.devices.has(this);
	}

	/** Opens the session with everything the server misses, whole or in parts. */
	connect(): void {
		if (this.isOnline) return;
		const difference = Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(this.server.doc));
		const parts = this.#random() < 0.5 ? splitUpdate(difference, 300) : [difference];
		for (const part of parts) this.#send(part, 'with-copy');
		this.server.devices.add(this);
		this.hear(Y.encodeStateAsUpdate(this.server.doc, Y.encodeStateVector(this.doc)));
	}

	disconnect(): void {
		this.server.devices.delete(this);
	}

	/** The page is loaded anew from its local copy: another Y.Doc, another client id. */
	reload(): void {
		const wasOnline = this.isOnline;
		this.disconnect();
		const copy = Y.encodeStateAsUpdate(this.doc);
		this.doc.destroy();
		this.doc = new Y.Doc();
		this.#done = [];
		this.#listen();
		Y.applyUpdate(this.doc, copy, 'stored');
		if (wasOnline) this.connect();
	}

	/** Takes over the local copy of another device, with all that the server has never seen. */
	importCopyOf(other: HonestDevice): void {
		Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(other.doc), 'stored');
	}

	hear(update: Uint8Array): void {
		Y.applyUpdate(this.doc, update, 'server');
	}

	edit(next: () => string): void {
		const random = this.#random;
		const layer = { id: LAYER, doc: this.doc };
		const ids = [...featureIds(this.doc)];
		const id = ids[Math.floor(random() * ids.length)] ?? testId(0);
		const geometry = { type: 'Point', coordinates: [Math.round(random() * 90), 5] } as const;
		const property = { name: `p${Math.floor(random() * 3)}`, value: random() };
		const edits: readonly (readonly [weight: number, edit: () => void])[] = [
			[25, () => this.#apply(addFeatures(layer, this.#some(next, geometry)))],
			[15, () => this.#apply(setGeometry(layer, id, geometry))],
			[15, () => this.#apply(setProperty(layer, id, property))],
			[5, () => this.#apply(setProperty(layer, id, { ...property, value: undefined }))],
			[10, () => this.#apply(removeFeatures(layer, [id, ...ids.slice(0, 2)]))],
			[5, () => this.#apply(setStyle(layer, { strokeWidth: Math.floor(random() * 9) }))],
			[5, () => this.#apply(setLayerMeta(layer, { name: `n${Math.floor(random() * 9)}` }))],
			[5, () => this.#apply(createVectorLayer(layer, { name: 'Zones' }))],
			[5, () => this.undo?.undo()],
			[3, () => this.undo?.redo()],
			[7, () => this.#apply(inverse(this.#done.pop() ?? []))]
		];
		let left = random() * 100;
		edits.find(([weight]) => (left -= weight) < 0)?.[1]();
	}

	#some(next: () => string, geometry: Parameters<typeof setGeometry>[2]) {
		return Array.from({ length: 1 + Math.floor(this.#random() * 4) }, () => ({
			id: next(),
			geometry,
			properties: { name: 'zone', kind: null, depth: this.#random() }
		}));
	}

	#apply(changes: readonly Change[]): void {
		this.#done.push([...changes]);
		applyChanges(this.doc, changes, 'edit');
		// Two writes of one key in one step, as a form that saves twice makes them.
		if (this.#random() < 0.2) {
			this.doc.transact(() => {
				const meta = this.doc.getMap('meta');
				for (let i = 0; i < 3; i++) meta.set('description', String(this.#random()));
			}, 'edit');
		}
	}

	#send(update: Uint8Array, brought: Brought): void {
		const objection = this.server.receive(update, this, brought);
		if (objection !== undefined) this.objections.push(`${brought}: ${objection}`);
	}

	#listen(): void {
		const { doc } = this;
		this.undo = new Y.UndoManager([doc.getMap('features'), doc.getMap('meta')], {
			trackedOrigins: new Set(['edit']),
			captureTimeout: 0
		});
		if (this.#sending !== undefined) this.#sending = undefined;
		this.#sending = (update, origin) => {
			if (origin === 'server' || origin === 'stored') return;
			if (this.isOnline) this.#send(update, 'live');
			if (origin !== 'tab') this.tab?.hearTab(update);
		};
		doc.on('update', this.#sending);
	}

	hearTab(update: Uint8Array): void {
		Y.applyUpdate(this.doc, update, 'tab');
	}
}

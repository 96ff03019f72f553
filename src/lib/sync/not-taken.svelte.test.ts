import { afterEach, describe, expect, test, vi } from 'vitest';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { messageYjsSyncStep1, messageYjsSyncStep2 } from 'y-protocols/sync';
import * as Y from 'yjs';
import { documentName } from '#core/doc/names.ts';
import type { DocumentName } from '#core/doc/names.ts';
import { origins } from '#core/doc/origins.ts';
import { applyChanges } from '#core/edit/apply-changes.ts';
import { createMap, setMapMeta } from '#core/edit/map-edits.ts';
import { DEFAULT_MAP, readMapMeta } from '#core/doc/map-document.ts';
import { Connection } from './connection.svelte.ts';
import { Documents } from './documents.ts';
import { Identity } from './identity.svelte.ts';

const SYNC = 0;
const AUTH = 2;
const STATELESS = 5;
const AUTHENTICATED = 2;

/**
 * The server's side of the wire as its own tests prove it (server/sync/SPEC.md): one document that
 * this person may read. It takes nothing, and says so with the next barrier.
 */
class ReadOnlyServer extends EventTarget {
	static doc = new Y.Doc();
	static live: ReadOnlyServer | undefined;
	binaryType = 'arraybuffer';
	readyState: number = WebSocket.CONNECTING;
	access: 'readonly' | 'read-write' = 'readonly';
	#refused = false;
	#hasSynced = false;
	#barriers: number[] = [];

	constructor() {
		super();
		ReadOnlyServer.live = this;
		setTimeout(() => {
			this.readyState = WebSocket.OPEN;
			this.dispatchEvent(new Event('open'));
		});
	}

	send(data: Uint8Array): void {
		const decoder = decoding.createDecoder(data);
		const name = decoding.readVarString(decoder);
		const type = decoding.readVarUint(decoder);
		if (type === AUTH) {
			this.#answer(name, AUTH, (out) => {
				encoding.writeVarUint(out, AUTHENTICATED);
				encoding.writeVarString(out, this.access);
			});
		}
		if (type === SYNC) this.#sync(name, decoder);
		if (type === STATELESS) {
			const { n } = JSON.parse(decoding.readVarString(decoder)) as { n: number };
			this.#barriers.push(n);
			this.#answerBarriers(name);
		}
	}

	tell(name: string, message: object): void {
		this.#answer(name, STATELESS, (out) => encoding.writeVarString(out, JSON.stringify(message)));
	}

	close(): void {
		this.readyState = WebSocket.CLOSED;
	}

	#sync(name: string, decoder: decoding.Decoder): void {
		const type = decoding.readVarUint(decoder);
		const payload = decoding.readVarUint8Array(decoder);
		const { doc } = ReadOnlyServer;
		if (type !== messageYjsSyncStep1) {
			this.#refused ||= !Y.snapshotContainsUpdate(Y.snapshot(doc), payload);
			this.#hasSynced ||= type === messageYjsSyncStep2;
			return this.#answerBarriers(name);
		}
		this.#syncFrame(name, messageYjsSyncStep2, Y.encodeStateAsUpdate(doc, payload));
		this.#syncFrame(name, messageYjsSyncStep1, Y.encodeStateVector(doc));
	}

	/** Not before the difference that opens the session. */
	#answerBarriers(name: string): void {
		if (!this.#hasSynced) return;
		const t = this.#refused ? 'refused' : 'durable';
		for (const n of this.#barriers.splice(0)) this.tell(name, { t, n });
	}

	#syncFrame(name: string, type: number, payload: Uint8Array): void {
		this.#answer(name, SYNC, (out) => {
			encoding.writeVarUint(out, type);
			encoding.writeVarUint8Array(out, payload);
		});
	}

	#answer(name: string, type: number, write: (out: encoding.Encoder) => void): void {
		const out = encoding.createEncoder();
		encoding.writeVarString(out, name);
		encoding.writeVarUint(out, type);
		write(out);
		const data = encoding.toUint8Array(out).slice().buffer;
		setTimeout(() => this.dispatchEvent(new MessageEvent('message', { data })));
	}
}

let close: (() => void)[] = [];
afterEach(() => {
	for (const end of close) end();
	close = [];
	vi.unstubAllGlobals();
});

function setUp() {
	const id = crypto.randomUUID();
	const name = documentName('map', id);
	ReadOnlyServer.doc = new Y.Doc();
	const stored = { id, doc: ReadOnlyServer.doc };
	applyChanges(stored.doc, createMap(stored, { ...DEFAULT_MAP, name: 'As it is' }), 'server');
	const identity = new Identity();
	vi.spyOn(identity, 'token').mockResolvedValue('token');
	return { id, name, identity };
}

function tab(name: DocumentName, identity: Identity) {
	const reopened: string[] = [];
	const documents = new Documents(new Connection(), identity, (again) => reopened.push(again));
	const document = documents.open(name);
	const end = () => documents.close(name);
	close.push(end);
	return { document, reopened, end };
}

describe('what the server did not take', () => {
	test('[O20] drawn offline by somebody who may only look by now: put aside, said, and to be had', async () => {
		const { id, name, identity } = setUp();
		const offline = tab(name, identity);
		await vi.waitUntil(() => offline.document.localCopy === 'loaded');
		const { doc } = offline.document;
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(ReadOnlyServer.doc), 'stored');
		applyChanges(doc, setMapMeta({ id, doc }, { name: 'As I want it' }), origins.edit);
		expect(await offline.document.stored()).toBe(true);
		offline.end();

		vi.stubGlobal(
			'WebSocket',
			Object.assign(ReadOnlyServer, { OPEN: 1, CONNECTING: 0, CLOSED: 3 })
		);
		const online = tab(name, identity);
		await vi.waitUntil(() => online.reopened.length === 1, { timeout: 5_000 });
		expect(online.document.canEdit).toBe(false);
		online.end();

		const again = tab(name, identity);
		await vi.waitUntil(() => again.document.isSynced);
		expect(readMapMeta(again.document.doc).name).toBe('As it is');
		expect(again.document.save).toEqual({ kind: 'saved', waiting: 0 });
		expect(again.document.notTaken).toMatchObject({ kind: 'read-only' });
		const kept = new Y.Doc();
		Y.applyUpdate(kept, (await again.document.notTakenCopy()) ?? new Uint8Array());
		expect(readMapMeta(kept).name).toBe('As I want it');
		again.document.forgetNotTaken();
		expect(again.document.notTaken).toBeUndefined();
		expect(again.reopened).toEqual([]);
	});

	test('[O21] what a person may do changes while it is open', async () => {
		const { name, identity } = setUp();
		vi.stubGlobal(
			'WebSocket',
			Object.assign(ReadOnlyServer, { OPEN: 1, CONNECTING: 0, CLOSED: 3 })
		);
		const { document, reopened } = tab(name, identity);
		await vi.waitUntil(() => document.isSynced);
		expect(document.canEdit).toBe(false);
		ReadOnlyServer.live?.tell(name, { t: 'access', access: 'write' });
		await vi.waitUntil(() => document.canEdit);
		ReadOnlyServer.live?.tell(name, { t: 'access', access: 'read' });
		await vi.waitUntil(() => !document.canEdit);
		const layers = [{ id: crypto.randomUUID(), why: 'unseen' }];
		ReadOnlyServer.live?.tell(name, { t: 'put-back', layers });
		await vi.waitUntil(() => document.putBack.length > 0);
		expect(document.putBack).toEqual(layers);
		expect(reopened).toEqual([]);
	});

	test('[O22] an empty talk is ready; a map of which nothing is known is not', async () => {
		const { id, identity } = setUp();
		const { document } = tab(documentName('talk', id), identity);
		await vi.waitUntil(() => document.localCopy === 'loaded');
		expect(document.status).toBe('ready');
		expect(tab(documentName('map', crypto.randomUUID()), identity).document.status).toBe('loading');
	});
});

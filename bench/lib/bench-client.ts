import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { BenchServer } from './servers.ts';

const SYNC = 0;
const AUTH = 2;
const SYNC_STATUS = 8;
const STEP_ONE = 0;
const STEP_TWO = 1;
const UPDATE = 2;

/**
 * The same client for every server: a Y.Doc behind a WebSocket. The protocols differ only in the
 * name before each message, in a token, and in the acknowledgement, which y-websocket has not.
 */
export class BenchClient {
	readonly doc = new Y.Doc();
	/** Resolves when the first exchange is done. */
	readonly ready: Promise<void>;
	onAcknowledged: () => void = () => undefined;
	readonly #ws: WebSocket;
	readonly #name: string;
	readonly #isHocuspocus: boolean;

	constructor(server: BenchServer, name: string, user = 0) {
		this.#name = name;
		this.#isHocuspocus = server.protocol === 'hocuspocus';
		this.#ws = new WebSocket(this.#isHocuspocus ? server.url : `${server.url}/${name}`);
		this.#ws.on('error', () => undefined);
		this.#ws.on('open', () => {
			if (this.#isHocuspocus) this.#authenticate(server.tokens[user % server.tokens.length] ?? '');
			this.#sync(STEP_ONE, Y.encodeStateVector(this.doc));
		});
		this.ready = new Promise((resolve) => {
			this.#ws.on('message', (data: Buffer) => this.#receive(data, resolve));
		});
		this.doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin !== this) this.#sync(UPDATE, update);
		});
	}

	close(): void {
		this.#ws.terminate();
	}

	#receive(data: Uint8Array, ready: () => void): void {
		const decoder = decoding.createDecoder(data);
		if (this.#isHocuspocus) decoding.readVarString(decoder);
		const type = decoding.readVarUint(decoder);
		if (type === SYNC_STATUS) this.onAcknowledged();
		if (type !== SYNC) return;
		const step = decoding.readVarUint(decoder);
		const payload = decoding.readVarUint8Array(decoder);
		if (step === STEP_ONE) this.#sync(STEP_TWO, Y.encodeStateAsUpdate(this.doc, payload));
		else Y.applyUpdate(this.doc, payload, this);
		if (step === STEP_TWO) ready();
	}

	#authenticate(token: string): void {
		this.#send(AUTH, (out) => {
			encoding.writeVarUint(out, 0);
			encoding.writeVarString(out, token);
		});
	}

	#sync(step: number, payload: Uint8Array): void {
		this.#send(SYNC, (out) => {
			encoding.writeVarUint(out, step);
			encoding.writeVarUint8Array(out, payload);
		});
	}

	#send(type: number, write: (out: encoding.Encoder) => void): void {
		const out = encoding.createEncoder();
		if (this.#isHocuspocus) encoding.writeVarString(out, this.#name);
		encoding.writeVarUint(out, type);
		write(out);
		this.#ws.send(encoding.toUint8Array(out));
	}
}

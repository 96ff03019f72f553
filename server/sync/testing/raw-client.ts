import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { MessageType } from '@hocuspocus/server';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { SYNC_MESSAGE } from '../sync-message.ts';
import { until } from './until.ts';

export interface Frame {
	readonly document: string;
	readonly type: MessageType;
	readonly bytes: Uint8Array;
	/** The rest, when it is text. */
	readonly text: string;
}

/** A client that sends whatever a test wants: the frames of Hocuspocus, written by hand. */
export class RawClient {
	readonly frames: Frame[] = [];
	closed: { readonly code: number } | undefined;
	readonly ws: WebSocket;
	/** Takes the frames instead of `frames`. */
	onFrame: ((frame: Frame) => void) | undefined;
	/** Resolves when the socket is closed. */
	readonly gone: Promise<void>;

	private constructor(ws: WebSocket) {
		this.ws = ws;
		ws.binaryType = 'nodebuffer';
		ws.on('message', (data: Buffer) => {
			if (this.onFrame) this.onFrame(readFrame(data));
			else this.frames.push(readFrame(data));
		});
		ws.on('error', () => undefined);
		this.gone = new Promise((resolve) => {
			ws.on('close', (code) => {
				this.closed = { code };
				resolve();
			});
		});
	}

	static async connect(url: string): Promise<RawClient> {
		const client = new RawClient(new WebSocket(url));
		await Promise.race([client.gone, new Promise((resolve) => client.ws.once('open', resolve))]);
		if (client.closed !== undefined) throw new Error('no connection');
		return client;
	}

	/** Opens a document, up to the end of the first exchange. */
	async open(document: string, token: string): Promise<void> {
		this.authenticate(document, token);
		this.sync(document, SYNC_MESSAGE.stepOne, Uint8Array.of(0));
		await until(() => this.framesOf(document, MessageType.Sync).length >= 2);
		this.sync(document, SYNC_MESSAGE.stepTwo, Uint8Array.of(0, 0));
	}

	authenticate(document: string, token: string): void {
		this.send(document, MessageType.Auth, (out) => {
			encoding.writeVarUint(out, 0);
			encoding.writeVarString(out, token);
		});
	}

	sync(document: string, type: number, payload: Uint8Array): void {
		this.send(document, MessageType.Sync, (out) => {
			encoding.writeVarUint(out, type);
			encoding.writeVarUint8Array(out, payload);
		});
	}

	/** One change of a document that the server's state was copied into. */
	update(document: string, edit: (doc: Y.Doc) => void, doc = new Y.Doc()): void {
		const before = Y.encodeStateVector(doc);
		edit(doc);
		this.sync(document, SYNC_MESSAGE.update, Y.encodeStateAsUpdate(doc, before));
	}

	presence(document: string, states: readonly (readonly [number, number, unknown])[]): void {
		const update = encoding.createEncoder();
		encoding.writeVarUint(update, states.length);
		for (const [client, clock, state] of states) {
			encoding.writeVarUint(update, client);
			encoding.writeVarUint(update, clock);
			encoding.writeVarString(update, JSON.stringify(state));
		}
		this.send(document, MessageType.Awareness, (out) =>
			encoding.writeVarUint8Array(out, encoding.toUint8Array(update))
		);
	}

	stateless(document: string, text: string): void {
		this.send(document, MessageType.Stateless, (out) => encoding.writeVarString(out, text));
	}

	send(document: string, type: MessageType, write: (out: encoding.Encoder) => void): void {
		const out = encoding.createEncoder();
		encoding.writeVarString(out, document);
		encoding.writeVarUint(out, type);
		write(out);
		this.ws.send(encoding.toUint8Array(out));
	}

	framesOf(document: string, type: MessageType): Frame[] {
		return this.frames.filter((frame) => frame.document === document && frame.type === type);
	}

	/** Why the server closed a document. */
	closeReasons(document: string): string[] {
		return this.framesOf(document, MessageType.CLOSE).map((frame) => frame.text);
	}

	/** Why the server did not open a document. */
	denials(document: string): string[] {
		const DENIED = 1;
		return this.framesOf(document, MessageType.Auth)
			.filter((frame) => frame.bytes[0] === DENIED)
			.map((frame) => decoding.readVarString(decoding.createDecoder(frame.bytes.subarray(1))));
	}

	/** Whether each SyncStatus said that the change was taken. */
	acknowledgements(document: string): boolean[] {
		return this.framesOf(document, MessageType.SyncStatus).map((frame) => frame.bytes[0] === 1);
	}

	statelessTexts(document: string): string[] {
		return this.framesOf(document, MessageType.Stateless).map((frame) => frame.text);
	}

	destroy(): void {
		this.ws.terminate();
	}
}

function readFrame(data: Uint8Array): Frame {
	const decoder = decoding.createDecoder(data);
	const document = decoding.readVarString(decoder);
	const type: MessageType = decoding.readVarUint(decoder);
	const bytes = data.slice(decoder.pos);
	return { document, type, bytes, text: readText(bytes) };
}

function readText(bytes: Uint8Array): string {
	try {
		return decoding.readVarString(decoding.createDecoder(bytes));
	} catch {
		return '';
	}
}

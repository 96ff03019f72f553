import type { IncomingMessage } from 'node:http';
import type { Hocuspocus } from '@hocuspocus/server';
import { MessageType } from '@hocuspocus/server';
import * as decoding from 'lib0/decoding';
import type { RawData, WebSocket } from 'ws';
import type { SyncLimits } from '../config.ts';
import type { ConnectionContext } from './connection-context.ts';
import { SocketState } from './socket-state.ts';

/** Close code for data of a kind that is not accepted. */
const UNSUPPORTED_DATA = 1003;

export interface AttachOptions {
	readonly hocuspocus: Hocuspocus<ConnectionContext>;
	readonly limits: SyncLimits;
	readonly onClose: (socket: SocketState) => void;
}

/** Connects an open WebSocket with Hocuspocus. */
export function attachSocket(
	ws: WebSocket,
	request: IncomingMessage,
	options: AttachOptions
): void {
	const { hocuspocus, limits, onClose } = options;
	const state = new SocketState(ws, limits);
	const bounded = new BoundedSocket(ws, state, limits);
	const client = hocuspocus.handleConnection(bounded, webRequest(request), { socket: state });
	ws.on('message', (data: RawData, isBinary: boolean) => {
		const bytes = asBytes(data);
		if (!isBinary || bytes === undefined) return ws.close(UNSUPPORTED_DATA);
		state.received(bytes.length);
		const head = readHead(bytes);
		// For Hocuspocus each `name\0session` is a connection of its own, with presence and broadcasts;
		// limits are counted by name. Our browsers never ask for it.
		if (head?.address.includes('\0') === true) return ws.close(UNSUPPORTED_DATA);
		if (head?.isQueued === true) state.queued(head.address, bytes.length);
		client.handleMessage(bytes);
	});
	ws.on('close', (code, reason) => {
		client.handleClose({ code, reason: reason.toString() });
		state.ending();
		onClose(state);
	});
	// Of a frame too large, a broken frame, a reset: 'close' follows.
	ws.on('error', () => undefined);
}

/**
 * What Hocuspocus sees of a WebSocket. A reader that does not read is dropped: what piles up for it
 * is memory of everybody. The largest message sent so far comes on top of the limit, because a big
 * document to somebody on a slow line is one message, and they must be able to finish it.
 */
class BoundedSocket {
	readonly #ws: WebSocket;
	readonly #state: SocketState;
	readonly #limits: SyncLimits;
	#largest = 0;

	constructor(ws: WebSocket, state: SocketState, limits: SyncLimits) {
		this.#ws = ws;
		this.#state = state;
		this.#limits = limits;
	}

	get readyState(): number {
		return this.#ws.readyState;
	}

	send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void {
		if (!(data instanceof Uint8Array)) throw new TypeError('only bytes are sent');
		this.#largest = Math.max(this.#largest, data.length);
		if (this.#ws.bufferedAmount > this.#limits.bufferedBytes + this.#largest) {
			this.#ws.terminate();
			return;
		}
		this.#ws.send(data, ignoreError);
	}

	close(code?: number, reason?: string): void {
		this.#ws.close(code, reason);
		this.#state.ending();
	}
}

/** A socket that broke while sending is told by its 'close'. */
function ignoreError(): void {
	// Nothing to do.
}

interface Head {
	readonly address: string;
	/** False for what is handled at once. */
	readonly isQueued: boolean;
}

function readHead(bytes: Uint8Array): Head | undefined {
	try {
		const decoder = decoding.createDecoder(bytes);
		const address = decoding.readVarString(decoder);
		const type: MessageType = decoding.readVarUint(decoder);
		return { address, isQueued: type !== MessageType.Auth };
	} catch {
		// Hocuspocus closes the socket for it.
		return undefined;
	}
}

function asBytes(data: RawData): Uint8Array | undefined {
	if (data instanceof Uint8Array) return data;
	return data instanceof ArrayBuffer ? new Uint8Array(data) : undefined;
}

/** Node's request as Hocuspocus wants it. */
function webRequest(request: IncomingMessage): Request {
	const headers = new Headers();
	for (const [name, value] of Object.entries(request.headers)) {
		if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
	}
	return new Request(new URL(request.url ?? '/', 'http://localhost'), { headers });
}

import { HocuspocusProvider, MessageType } from '@hocuspocus/provider';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync';
import { splitUpdate } from '#core/doc/split-update.ts';

/** Frames are kept below this; the server refuses those above 4 MB. */
const FRAME_BYTES = 1_000_000;

/** A number, as it stands on the wire. */
const SYNC: number = MessageType.Sync;

type Outgoing = Parameters<HocuspocusProvider['send']>[0];

/**
 * The stock provider with two changes to what it sends.
 * 1. Nothing is queued while the socket is closed: after reconnecting, the handshake sends the whole
 *    difference, and a queued frame could be confirmed before it.
 * 2. Large updates, such as a long offline difference, go out in parts.
 */
export class FramedProvider extends HocuspocusProvider {
	override send(message: Outgoing, args: unknown): void {
		const { websocketProvider } = this.configuration;
		if (!this.isAttached || websocketProvider.webSocket?.readyState !== WebSocket.OPEN) return;
		const frame = encode(message, args);
		const parts = frame.length > FRAME_BYTES ? splitFrame(frame) : undefined;
		for (const part of parts ?? [frame]) websocketProvider.send(part);
	}
}

function encode(Message: Outgoing, args: unknown): Uint8Array {
	const message: { get(args: unknown): encoding.Encoder } = new Message();
	return encoding.toUint8Array(message.get(args));
}

/** A frame that carries an update → frames with parts of it, the last of the original type. */
function splitFrame(frame: Uint8Array): Uint8Array[] | undefined {
	const decoder = decoding.createDecoder(frame);
	const name = decoding.readVarString(decoder);
	if (decoding.readVarUint(decoder) !== SYNC) return undefined;
	const type = decoding.readVarUint(decoder);
	if (type !== messageYjsSyncStep2 && type !== messageYjsUpdate) return undefined;
	const parts = splitUpdate(decoding.readVarUint8Array(decoder), FRAME_BYTES);
	return parts.map((part, i) =>
		updateFrame(name, i === parts.length - 1 ? type : messageYjsUpdate, part)
	);
}

function updateFrame(name: string, type: number, update: Uint8Array): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarString(encoder, name);
	encoding.writeVarUint(encoder, MessageType.Sync);
	encoding.writeVarUint(encoder, type);
	encoding.writeVarUint8Array(encoder, update);
	return encoding.toUint8Array(encoder);
}

import { MessageType } from '@hocuspocus/server';
import * as decoding from 'lib0/decoding';

export interface PresenceClients {
	/** Those it has a state for. */
	readonly shown: readonly number[];
	/** Those it takes away. */
	readonly removed: readonly number[];
}

const NOBODY: PresenceClients = Object.freeze({ shown: [], removed: [] });

/** Whose presence a frame is about; nobody's for all frames that are not presence. */
export function clientsIn(frame: Uint8Array): PresenceClients {
	try {
		const decoder = decoding.createDecoder(frame);
		decoding.readVarString(decoder);
		const type: MessageType = decoding.readVarUint(decoder);
		if (type !== MessageType.Awareness) return NOBODY;
		return readClients(decoding.createDecoder(decoding.readVarUint8Array(decoder)));
	} catch {
		return NOBODY;
	}
}

function readClients(update: decoding.Decoder): PresenceClients {
	const shown: number[] = [];
	const removed: number[] = [];
	const count = decoding.readVarUint(update);
	for (let i = 0; i < count; i++) {
		const client = decoding.readVarUint(update);
		decoding.readVarUint(update);
		(decoding.readVarString(update) === 'null' ? removed : shown).push(client);
	}
	return { shown, removed };
}

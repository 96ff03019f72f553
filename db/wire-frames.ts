/** Message types of the PostgreSQL protocol that end a unit of work the backend must answer. */
const SYNC = 'S'.charCodeAt(0);
const QUERY = 'Q'.charCodeAt(0);
const FLUSH = 'H'.charCodeAt(0);
const FUNCTION_CALL = 'F'.charCodeAt(0);
const TERMINATE = 'X'.charCodeAt(0);

const CANCEL_REQUEST = 80877102;
const SSL_REQUEST = 80877103;
const GSS_REQUEST = 80877104;

/** A frame longer than this is a mistake or an attack; PostgreSQL itself stops at 1 GB. */
const MAX_MESSAGE_BYTES = 512 * 1024 * 1024;

export type Frame =
	/** The first message of a connection: version, user, database. */
	| { readonly kind: 'startup'; readonly bytes: Buffer }
	/** A question whether encryption is offered. */
	| { readonly kind: 'encryption-request' }
	| { readonly kind: 'cancel-request' }
	/**
	 * Messages up to one that the backend answers. `complete` is false for a mere flush: more of the
	 * same unit follows, and nothing of another connection may come between.
	 */
	| { readonly kind: 'work'; readonly bytes: Buffer; readonly complete: boolean }
	| { readonly kind: 'terminate' };

class ProtocolError extends Error {}

/**
 * Cuts the byte stream of one client into units that must run without interruption. Messages of the
 * extended protocol (parse, bind, execute) refer to each other, so they are handed over together.
 */
export class FrameReader {
	#chunks: Buffer[] = [];
	#length = 0;
	#started = false;
	/** Complete messages of a unit whose end has not come yet. */
	#pending: Buffer[] = [];

	push(chunk: Buffer): Frame[] {
		this.#chunks.push(chunk);
		this.#length += chunk.length;
		const frames: Frame[] = [];
		for (;;) {
			const message = this.#nextMessage();
			if (message === undefined) return frames;
			const frame = this.#started ? this.#readMessage(message) : this.#readStartup(message);
			if (frame !== undefined) frames.push(frame);
		}
	}

	#readStartup(message: Buffer): Frame {
		switch (message.readInt32BE(4)) {
			case SSL_REQUEST:
			case GSS_REQUEST:
				return { kind: 'encryption-request' };
			case CANCEL_REQUEST:
				return { kind: 'cancel-request' };
			default:
				this.#started = true;
				return { kind: 'startup', bytes: message };
		}
	}

	#readMessage(message: Buffer): Frame | undefined {
		const type = message[0];
		if (type === TERMINATE) return { kind: 'terminate' };
		this.#pending.push(message);
		const complete = type === SYNC || type === QUERY || type === FUNCTION_CALL;
		if (!complete && type !== FLUSH) return undefined;
		const bytes = this.#pending.length === 1 ? message : Buffer.concat(this.#pending);
		this.#pending = [];
		return { kind: 'work', bytes, complete };
	}

	/** One whole message, or nothing until more has come. Joins chunks once per message. */
	#nextMessage(): Buffer | undefined {
		const header = this.#started ? 5 : 8;
		if (this.#length < header) return undefined;
		const head = this.#joined(header);
		const size = this.#started ? head.readInt32BE(1) + 1 : head.readInt32BE(0);
		if (size < header || size > MAX_MESSAGE_BYTES)
			throw new ProtocolError('message of a wrong size');
		if (this.#length < size) return undefined;
		const joined = this.#joined(size);
		this.#chunks[0] = joined.subarray(size);
		this.#length -= size;
		return joined.subarray(0, size);
	}

	/** The first chunk, made to hold at least `bytes`. */
	#joined(bytes: number): Buffer {
		const first = this.#chunks[0];
		if (first !== undefined && first.length >= bytes) return first;
		const joined = Buffer.concat(this.#chunks, this.#length);
		this.#chunks = [joined];
		return joined;
	}
}

const READY_FOR_QUERY = 'Z'.charCodeAt(0);
/** Type and length. */
const HEADER_BYTES = 5;
const READY_BYTES = 6;

/**
 * Reads what the backend answers to one unit of work and takes its ReadyForQuery messages out. A
 * client counts them, one for each Sync or Query: PGlite sends one at once after an error in the
 * extended protocol and another at the Sync, and with the second the next statement of that client
 * would seem to be over before it had begun, every later answer going to the wrong statement.
 */
export class AnswerReader {
	/** Beginning of a message whose header has not come whole. */
	#rest: Uint8Array = new Uint8Array(0);
	/** Bytes of the present message that are still to come. */
	#missing = 0;
	#ready: Buffer | undefined;

	/** The last ReadyForQuery so far. */
	get ready(): Buffer | undefined {
		return this.#ready;
	}

	/** Transaction status that the last ReadyForQuery told. */
	get status(): number | undefined {
		return this.#ready?.[HEADER_BYTES];
	}

	/** What is to be passed on, in pieces. Copies: PGlite reuses its buffer for the next answer. */
	push(chunk: Uint8Array): Buffer[] {
		const data = Buffer.concat([this.#rest, chunk]);
		const pieces: Buffer[] = [];
		let from = 0;
		let at = Math.min(this.#missing, data.length);
		this.#missing -= at;
		for (let size = sizeOf(data, at); size !== undefined; size = sizeOf(data, at)) {
			const end = Math.min(at + size, data.length);
			if (data[at] === READY_FOR_QUERY) {
				pieces.push(data.subarray(from, at));
				this.#ready = data.subarray(at, end);
				from = end;
			}
			this.#missing = at + size - end;
			at = end;
		}
		this.#rest = data.subarray(at);
		pieces.push(data.subarray(from, at));
		return pieces.filter(({ length }) => length > 0);
	}
}

/** Bytes of the message at `at`; nothing before its header is there, or all of a ReadyForQuery. */
function sizeOf(data: Buffer, at: number): number | undefined {
	const header = data[at] === READY_FOR_QUERY ? READY_BYTES : HEADER_BYTES;
	return data.length - at < header ? undefined : data.readInt32BE(at + 1) + 1;
}

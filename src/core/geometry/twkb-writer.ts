/** Growing byte buffer with the integer forms of TWKB: varint, zigzag varint. */
export class TwkbWriter {
	#bytes = new Uint8Array(256);
	#length = 0;

	byte(value: number): void {
		if (this.#length === this.#bytes.length) this.#grow();
		this.#bytes[this.#length++] = value;
	}

	/** Unsigned LEB128. Arithmetic, not bit operations: longitude deltas exceed 32 bits. */
	varint(value: number): void {
		let rest = value;
		while (rest >= 0x80) {
			this.byte((rest % 0x80) + 0x80);
			rest = Math.floor(rest / 0x80);
		}
		this.byte(rest);
	}

	zigzag(value: number): void {
		this.varint(value < 0 ? -2 * value - 1 : 2 * value);
	}

	/** A copy of what was written. */
	finish(): Uint8Array {
		return this.#bytes.slice(0, this.#length);
	}

	#grow(): void {
		const larger = new Uint8Array(this.#bytes.length * 2);
		larger.set(this.#bytes);
		this.#bytes = larger;
	}
}

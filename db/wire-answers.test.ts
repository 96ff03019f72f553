import { describe, expect, test } from 'vitest';
import { wireMessage as message } from './testing/wire-message.ts';
import { AnswerReader } from './wire-answers.ts';

const ready = (status: string) => message('Z', status);
// A row that holds the bytes of a ReadyForQuery.
const row = message('D', `before${ready('I').toString('latin1')}after`);
const failure = [message('1', ''), message('E', 'MIt failed.\0\0')];

/** Everything that is passed on when the answer comes in chunks of `size` bytes. */
function passedOn(reader: AnswerReader, answer: Buffer, size: number): Buffer {
	const pieces: Buffer[] = [];
	for (let at = 0; at < answer.length; at += size) {
		const chunk = answer.subarray(at, at + size);
		// PGlite's buffer: what it held is overwritten by the next chunk.
		const reused = Uint8Array.from(chunk);
		pieces.push(...reader.push(reused));
		reused.fill(0);
	}
	return Buffer.concat(pieces);
}

describe('AnswerReader', () => {
	test.each([1, 2, 3, 4, 5, 6, 7, 11, 1000])(
		'the two ReadyForQuery of a failure become one, in chunks of %i bytes',
		(size) => {
			const reader = new AnswerReader();
			const answer = Buffer.concat([row, ...failure, ready('E'), row, ready('T')]);
			const sent = passedOn(reader, answer, size);
			expect(sent).toEqual(Buffer.concat([row, ...failure, row]));
			expect(reader.ready).toEqual(ready('T'));
			expect(reader.status).toBe('T'.charCodeAt(0));
		}
	);

	test('an answer without one has no status', () => {
		const reader = new AnswerReader();
		expect(Buffer.concat(reader.push(row))).toEqual(row);
		expect(reader.ready).toBeUndefined();
		expect(reader.status).toBeUndefined();
	});
});

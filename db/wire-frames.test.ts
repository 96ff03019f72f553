import { describe, expect, test } from 'vitest';
import { wireMessage as message } from './testing/wire-message.ts';
import { FrameReader } from './wire-frames.ts';

function untyped(code: number, body = ''): Buffer {
	const bytes = Buffer.alloc(8 + body.length);
	bytes.writeInt32BE(bytes.length, 0);
	bytes.writeInt32BE(code, 4);
	bytes.write(body, 8);
	return bytes;
}

const STARTUP = untyped(196_608, 'user\0postgres\0\0');
const unit = [message('P', 'select 1'), message('B', ''), message('E', ''), message('S', '')];

function started(): FrameReader {
	const reader = new FrameReader();
	reader.push(STARTUP);
	return reader;
}

describe('FrameReader', () => {
	test('a question for encryption, then the startup message', () => {
		const frames = new FrameReader().push(Buffer.concat([untyped(80_877_103), STARTUP]));
		expect(frames).toEqual([{ kind: 'encryption-request' }, { kind: 'startup', bytes: STARTUP }]);
	});

	test('what belongs together comes together, ended by a sync', () => {
		const frames = started().push(Buffer.concat([...unit, ...unit]));
		const whole = { kind: 'work', bytes: Buffer.concat(unit), complete: true };
		expect(frames).toEqual([whole, whole]);
	});

	test('the same in single bytes', () => {
		const reader = started();
		const bytes = Buffer.concat([...unit, message('Q', 'select 2'), message('X', '')]);
		const frames = Array.from(bytes, (byte) => reader.push(Buffer.of(byte))).flat();
		expect(frames).toEqual([
			{ kind: 'work', bytes: Buffer.concat(unit), complete: true },
			{ kind: 'work', bytes: message('Q', 'select 2'), complete: true },
			{ kind: 'terminate' }
		]);
	});

	test('a flush hands over what is there and says that more follows', () => {
		const parts = [message('P', 'x'), message('H', '')];
		expect(started().push(Buffer.concat(parts))).toEqual([
			{ kind: 'work', bytes: Buffer.concat(parts), complete: false }
		]);
	});

	test('a large message in many chunks is joined without copying it again and again', () => {
		const large = message('Q', 'x'.repeat(32 * 1024 * 1024));
		const reader = started();
		const before = performance.now();
		const frames = [];
		for (let at = 0; at < large.length; at += 65_536) {
			frames.push(...reader.push(large.subarray(at, at + 65_536)));
		}
		expect(frames).toHaveLength(1);
		// Copying all of it for each of the 512 chunks would be 8 GB, several seconds.
		expect(performance.now() - before).toBeLessThan(1_000);
	});

	test.each([3, -1, 2 ** 31 - 1])('a size of %i is refused', (size) => {
		const bytes = message('Q', 'select 1');
		bytes.writeInt32BE(size, 1);
		expect(() => started().push(bytes)).toThrow('wrong size');
	});
});

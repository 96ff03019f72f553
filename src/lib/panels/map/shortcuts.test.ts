import { expect, test } from 'vitest';
import { TOOLS } from '#lib/map/view-types.ts';
import { commandOf, TOOL_KEYS } from './shortcuts.ts';

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

test('every tool has a letter of its own, and none that another command has', () => {
	const letters = Object.values(TOOL_KEYS);
	expect(new Set(letters).size).toBe(TOOLS.length);
	for (const tool of TOOLS) {
		expect(commandOf({ ...plain, key: TOOL_KEYS[tool] })).toEqual({ do: 'tool', tool });
	}
});

test('undo and redo by the keys of both kinds of computer', () => {
	expect(commandOf({ ...plain, key: 'z', metaKey: true })).toEqual({ do: 'undo' });
	expect(commandOf({ ...plain, key: 'Z', metaKey: true, shiftKey: true })).toEqual({ do: 'redo' });
	expect(commandOf({ ...plain, key: 'z', ctrlKey: true })).toEqual({ do: 'undo' });
	expect(commandOf({ ...plain, key: 'y', ctrlKey: true })).toEqual({ do: 'redo' });
});

test('keys of the browser and the system are left alone', () => {
	for (const key of ['c', 'l', 'r', 's', 'p']) {
		expect(commandOf({ ...plain, key, ctrlKey: true })).toBeUndefined();
		expect(commandOf({ ...plain, key, altKey: true })).toBeUndefined();
	}
	expect(commandOf({ ...plain, key: 'constructor' })).toBeUndefined();
	expect(commandOf({ ...plain, key: 'Tab' })).toBeUndefined();
});

test('the question mark is reached with shift on most keyboards', () => {
	expect(commandOf({ ...plain, key: '?', shiftKey: true })).toEqual({ do: 'help' });
});

test('values are asked for without a pointer', () => {
	expect(commandOf({ ...plain, key: 'v' })).toEqual({ do: 'values' });
});

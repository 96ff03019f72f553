import * as buffer from 'lib0/buffer';
import * as z from 'zod/mini';
import { parseDocumentName, type DocumentName } from '#core/doc/names.ts';
import type { Change, Snapshot, Value } from '#core/edit/change.ts';
import { isJson } from '#core/util/json.ts';
import type { Gesture, GestureKind } from './history.svelte.ts';

/** Characters of history kept per map and tab; the browser gives all of them about 5 million. */
const MAX_LENGTH = 1_000_000;
const PREFIX = 'samsyn:history:';

/**
 * History lives as long as the tab (sessionStorage), so that a reload keeps undo. Steps that do not
 * fit, such as a large import, are dropped from the store oldest first; in memory they stay.
 */
export function storeGestures(key: string, gestures: readonly Gesture[]): void {
	const texts: string[] = [];
	let length = 0;
	for (const gesture of gestures.toReversed()) {
		const text = JSON.stringify(gesture, (_, value: unknown) =>
			value instanceof Uint8Array ? { $bytes: buffer.toBase64(value) } : value
		);
		length += text.length;
		if (length > MAX_LENGTH) break;
		texts.unshift(text);
	}
	try {
		sessionStorage.setItem(PREFIX + key, `[${texts.join(',')}]`);
	} catch {
		// Storage full or forbidden: undo then ends with this page, nothing else is lost.
	}
}

export function loadGestures(key: string): Gesture[] {
	try {
		const text = sessionStorage.getItem(PREFIX + key);
		const value: unknown = text === null ? [] : JSON.parse(text);
		return gesturesSchema.parse(value).map(toGesture);
	} catch {
		return [];
	}
}

const changeSchema = z.object({
	document: z.string().check(z.refine((name) => parseDocumentName(name) !== undefined)),
	path: z.array(z.string()).check(z.minLength(2), z.maxLength(3)),
	before: z.optional(z.unknown()),
	after: z.optional(z.unknown())
});
const gesturesSchema = z.array(z.object({ kind: z.string(), changes: z.array(changeSchema) }));

function toGesture(stored: z.infer<typeof gesturesSchema>[number]): Gesture {
	return {
		kind: stored.kind as GestureKind,
		changes: stored.changes.map(({ document, path, before, after }): Change => ({
			document: document as DocumentName,
			path: path as unknown as Change['path'],
			before: revive(before),
			after: revive(after)
		}))
	};
}

function revive(value: unknown): Value | Snapshot | undefined {
	if (value === undefined) return undefined;
	const bytes = asBytes(value);
	if (bytes) return bytes;
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
		return Object.fromEntries(
			Object.entries(value).flatMap(([entry, part]): [string, Value][] => {
				const plain = asBytes(part) ?? (isJson(part) ? part : undefined);
				return plain === undefined ? [] : [[entry, plain]];
			})
		);
	}
	return isJson(value) ? value : undefined;
}

function asBytes(value: unknown): Uint8Array | undefined {
	if (typeof value !== 'object' || value === null || !('$bytes' in value)) return undefined;
	return typeof value.$bytes === 'string' ? buffer.fromBase64(value.$bytes) : undefined;
}

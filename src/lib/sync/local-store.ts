import type * as z from 'zod/mini';

/**
 * Small JSON values in localStorage, parsed by schema on the way in: another version of the app, an
 * extension or a person may have written them. Failing storage reads as empty and writes nothing.
 */
export function readLocal<T extends z.ZodMiniType>(key: string, schema: T): z.infer<T> | undefined {
	try {
		const text = localStorage.getItem(key);
		if (text === null) return undefined;
		const parsed = schema.safeParse(JSON.parse(text));
		return parsed.success ? parsed.data : undefined;
	} catch {
		return undefined;
	}
}

export function keysOf(storage: Storage): string[] {
	return Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '');
}

/** Keys in localStorage that begin so; none where the browser refuses. */
export function localKeys(prefix: string): string[] {
	try {
		return keysOf(localStorage).filter((key) => key.startsWith(prefix));
	} catch {
		return [];
	}
}

/** `undefined` removes the value. False when the browser refused. */
export function writeLocal(key: string, value: unknown): boolean {
	try {
		if (value === undefined) localStorage.removeItem(key);
		else localStorage.setItem(key, JSON.stringify(value));
		return true;
	} catch {
		return false;
	}
}

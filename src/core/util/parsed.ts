/** What may happen is returned, not thrown: a value, or a reason out of a closed set. */
export type Parsed<T, R extends string> =
	{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: R };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
	return { ok: true, value };
}

export function refuse<R extends string>(reason: R): { readonly ok: false; readonly reason: R } {
	return { ok: false, reason };
}

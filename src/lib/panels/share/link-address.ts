import type { Link } from './sharing.svelte.ts';

/** The address that lets people in: by the secret of the link where it is known, else by its code. */
export function linkAddress({ token, code }: Link): string | undefined {
	const key = token ?? code;
	return key === null ? undefined : `${location.origin}/join/${key}`;
}

/** The address to show to a room: the code is shorter, so that the squares of its picture are larger. */
export function roomAddress({ token, code }: Link): string | undefined {
	const key = code ?? token;
	return key === undefined ? undefined : `${location.origin}/join/${key}`;
}

/** Where a code is typed, as people read it. */
export function joinSite(): string {
	return `${location.host}/join`;
}

/** "KTR WPB": easier to read aloud and to type. */
export function spacedCode(code: string): string {
	return code.replace(/^(.{3})(.+)$/u, '$1 $2');
}

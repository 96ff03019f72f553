import { decodeProtectedHeader } from 'jose';

/** How a token says it is signed; `undefined`: it is none. Tells who may be able to verify it, only. */
export function algorithmOf(token: string): unknown {
	try {
		return decodeProtectedHeader(token).alg;
	} catch {
		return undefined;
	}
}

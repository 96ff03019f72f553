import { errors, jwtVerify, SignJWT } from 'jose';
import * as z from 'zod';
import type { Profile } from './identity.ts';

const ALGORITHM = 'HS256';
const ISSUER = 'samsyn';
const LIFETIME_MS = 24 * 60 * 60 * 1000;

const claims = z.object({
	sub: z.uuid(),
	sid: z.uuid(),
	name: z.string().min(1).max(255),
	color: z.string().regex(/^#[0-9a-f]{6}$/)
});

export interface SignedToken {
	readonly token: string;
	readonly expiresAt: Date;
}

/** Who a token was signed for, and in which session. */
export interface ReadToken {
	readonly profile: Profile;
	readonly sessionId: string;
}

/** Signs and reads the tokens of local identities. */
export interface Tokens {
	sign(profile: Profile, sessionId: string, now?: Date): Promise<SignedToken>;
	/** `null` for a token that is expired, altered, of another key, or no token at all. */
	read(token: string): Promise<ReadToken | null>;
	/** The same, but an expired token is read too: with its session alive it may be renewed. */
	readExpired(token: string): Promise<ReadToken | null>;
}

export function createTokens(secret: Uint8Array): Tokens {
	return {
		async sign({ id, name, color }, sessionId, now = new Date()) {
			const expiresAt = new Date(now.getTime() + LIFETIME_MS);
			const token = await new SignJWT({ name, color, sid: sessionId })
				.setProtectedHeader({ alg: ALGORITHM })
				.setSubject(id)
				.setIssuer(ISSUER)
				.setIssuedAt(now)
				.setExpirationTime(expiresAt)
				.sign(secret);
			return { token, expiresAt };
		},
		read: (token) => readWith(token, secret, 0),
		readExpired: (token) => readWith(token, secret, Number.MAX_SAFE_INTEGER)
	};
}

async function readWith(
	token: string,
	secret: Uint8Array,
	clockTolerance: number
): Promise<ReadToken | null> {
	try {
		// The algorithm is fixed: otherwise the token could choose "none".
		const { payload } = await jwtVerify(token, secret, {
			algorithms: [ALGORITHM],
			issuer: ISSUER,
			requiredClaims: ['exp'],
			clockTolerance
		});
		const parsed = claims.safeParse(payload);
		if (!parsed.success) return null;
		const { sub, sid, name, color } = parsed.data;
		return { profile: { id: sub, name, color }, sessionId: sid };
	} catch (error) {
		if (error instanceof errors.JOSEError) return null;
		throw error;
	}
}

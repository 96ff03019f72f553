import { errors, jwtVerify, SignJWT } from 'jose';
import * as z from 'zod';
import type { Identity } from './identity.ts';

const ALGORITHM = 'HS256';
const ISSUER = 'samsyn';
const DAY_MS = 24 * 60 * 60 * 1000;
/** Longer than the time between two workshops of one plan; renewed at each visit. */
const LIFETIME_DAYS = 180;

const claims = z.object({
	sub: z.uuid(),
	name: z.string().min(1).max(255),
	color: z.string().regex(/^#[0-9a-f]{6}$/)
});

export interface SignedToken {
	readonly token: string;
	readonly expiresAt: Date;
}

/** Signs and reads the tokens of local identities. */
export interface Tokens {
	sign(identity: Identity, now?: Date): Promise<SignedToken>;
	/** `null` for a token that is expired, altered, of another key, or no token at all. */
	read(token: string): Promise<Identity | null>;
}

export function createTokens(secret: Uint8Array): Tokens {
	return {
		async sign({ id, name, color }, now = new Date()) {
			const expiresAt = new Date(now.getTime() + LIFETIME_DAYS * DAY_MS);
			const token = await new SignJWT({ name, color })
				.setProtectedHeader({ alg: ALGORITHM })
				.setSubject(id)
				.setIssuer(ISSUER)
				.setIssuedAt(now)
				.setExpirationTime(expiresAt)
				.sign(secret);
			return { token, expiresAt };
		},
		async read(token) {
			try {
				// The algorithm is fixed: otherwise the token could choose "none".
				const options = { algorithms: [ALGORITHM], issuer: ISSUER, requiredClaims: ['exp'] };
				const { payload } = await jwtVerify(token, secret, options);
				const parsed = claims.safeParse(payload);
				if (!parsed.success) return null;
				return { id: parsed.data.sub, name: parsed.data.name, color: parsed.data.color };
			} catch (error) {
				if (error instanceof errors.JOSEError) return null;
				throw error;
			}
		}
	};
}

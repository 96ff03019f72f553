import { verifyToken } from '@clerk/backend';
import { TokenVerificationError, TokenVerificationErrorReason } from '@clerk/backend/errors';
import * as z from 'zod';
import { accountName } from './account-name.ts';
import { algorithmOf } from './algorithm-of.ts';
import type { ClerkSettings } from './clerk-settings.ts';

/** Clocks differ; Clerk's tokens live a minute. */
const CLOCK_SKEW_MS = 10_000;
/** Clerk's, for session tokens. */
export const ALGORITHM = 'RS256';
const MAX_TOKEN_LENGTH = 16_384;

/** The identity provider could not be asked for its keys: the token may be good. */
export class ProviderAwayError extends Error {
	override readonly name = 'ProviderAwayError';
}

/** What a token says about an account. Beyond the first it is what the operator puts in. */
export interface AccountClaims {
	readonly clerkId: string;
	readonly name: string | undefined;
	readonly email: string | undefined;
	readonly avatarUrl: string | undefined;
	/** `undefined`: the token does not tell. */
	readonly isAdmin: boolean | undefined;
}

export interface ClerkTokens {
	/** `null` for a token that is expired, altered, of another issuer or for another site. */
	read(token: string): Promise<AccountClaims | null>;
}

const metadata = z.looseObject({ role: z.unknown().optional() }).optional().catch(undefined);
const claimsSchema = z.looseObject({
	sub: z.string().min(1).max(255),
	name: z.unknown().optional(),
	full_name: z.unknown().optional(),
	first_name: z.unknown().optional(),
	last_name: z.unknown().optional(),
	email: z.email().max(255).optional().catch(undefined),
	primary_email: z.email().max(255).optional().catch(undefined),
	email_verified: z.boolean().optional().catch(undefined),
	image_url: z.httpUrl().max(2048).optional().catch(undefined),
	picture: z.httpUrl().max(2048).optional().catch(undefined),
	metadata,
	public_metadata: metadata
});

export function createClerkTokens(settings: ClerkSettings): ClerkTokens {
	const { jwtKey, secretKey, frontendApi, authorizedParties } = settings;
	const options = {
		...(jwtKey === undefined ? {} : { jwtKey }),
		...(secretKey === undefined ? {} : { secretKey }),
		...(authorizedParties.length === 0 ? {} : { authorizedParties: [...authorizedParties] }),
		issuer: `https://${frontendApi}`,
		clockSkewInMs: CLOCK_SKEW_MS
	};
	return {
		async read(token) {
			if (token.length > MAX_TOKEN_LENGTH || algorithmOf(token) !== ALGORITHM) return null;
			try {
				const payload: unknown = await verifyToken(token, options);
				const parsed = claimsSchema.safeParse(payload);
				return parsed.success ? toClaims(parsed.data) : null;
			} catch (error) {
				if (isAway(error)) throw new ProviderAwayError('no keys from Clerk', { cause: error });
				if (error instanceof TokenVerificationError) return null;
				throw error;
			}
		}
	};
}

const AWAY: readonly string[] = [
	TokenVerificationErrorReason.RemoteJWKFailedToLoad,
	TokenVerificationErrorReason.JWKFailedToResolve
];

function isAway(error: unknown): boolean {
	// A failed fetch comes through as it is.
	if (error instanceof TypeError && error.message === 'fetch failed') return true;
	return error instanceof TokenVerificationError && AWAY.includes(error.reason);
}

function toClaims(claims: z.infer<typeof claimsSchema>): AccountClaims {
	const email = claims.email ?? claims.primary_email;
	const told = claims.metadata ?? claims.public_metadata;
	return {
		clerkId: claims.sub,
		name:
			accountName(claims.name ?? claims.full_name ?? undefined) ??
			accountName(claims.first_name, claims.last_name),
		// An address that is not confirmed may be anybody's.
		email: claims.email_verified === false ? undefined : email?.toLowerCase(),
		avatarUrl: claims.image_url ?? claims.picture,
		isAdmin: told === undefined ? undefined : told.role === 'admin'
	};
}

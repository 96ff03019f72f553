import { LRUCache } from 'lru-cache';
import { findAccount, saveAccount } from '../db/accounts.ts';
import type { Database } from '../db/database.ts';
import { findSession } from '../db/sessions.ts';
import type { PersonRow } from '../db/users.ts';
import type { Logger } from '../log.ts';
import { accountId } from './account-id.ts';
import { algorithmOf } from './algorithm-of.ts';
import { ALGORITHM } from './clerk-tokens.ts';
import type { AccountClaims, ClerkTokens } from './clerk-tokens.ts';
import { colourOf } from './colour-of.ts';
import type { Identity } from './identity.ts';
import type { Tokens } from './tokens.ts';

/** A token that was verified is taken without asking again for so long: what is ended ends by then. */
const REMEMBER_MS = 1_000;
const REMEMBERED = 2_000;

/** Who a bearer token stands for, or `null` when it is worth nothing. */
export type VerifyToken = (token: string) => Promise<Identity | null>;

/** `forget`: somebody changed or is gone, ask again. */
export type TokenVerifier = VerifyToken & { readonly forget: () => void };

export interface VerifyOptions {
	/** With it whoever has a local identity is a guest. */
	readonly clerk?: ClerkTokens | undefined;
	/** Ids and, for accounts, e-mail addresses in lower case. */
	readonly admins?: readonly string[];
}

/**
 * The signature proves the token; the rows have the session and the present name, and their absence
 * tells that the person is gone. With the database away the token's own claims do: people who are
 * working must be able to reconnect.
 */
export function createVerifyToken(
	tokens: Tokens,
	database: Database,
	log: Logger,
	{ clerk, admins = [] }: VerifyOptions = {}
): TokenVerifier {
	const remembered = new LRUCache<string, Identity>({ max: REMEMBERED, ttl: REMEMBER_MS });
	const known = new Set(admins);

	/** Only what the database confirmed is remembered. */
	async function confirmed(token: string, row: Promise<PersonRow | undefined>, away: Identity) {
		try {
			const person = await row;
			if (person === undefined) return null;
			const identity = toIdentity(person, { isGuest: away.isGuest, admins: known });
			remembered.set(token, identity);
			return identity;
		} catch (error) {
			log.warn({ err: error }, 'identity taken from the token alone: no answer from the database');
			return away;
		}
	}

	async function verify(token: string): Promise<Identity | null> {
		const found = remembered.get(token);
		if (found !== undefined) return found;
		if (clerk !== undefined && algorithmOf(token) === ALGORITHM) {
			const claims = await clerk.read(token);
			if (claims === null) return null;
			const away = { ...profileOf(claims), isGuest: false, isAdmin: false };
			return confirmed(token, accountOf(database, claims), away);
		}
		const read = await tokens.read(token);
		if (read === null) return null;
		const { profile, sessionId } = read;
		const row = findSession(database, { id: sessionId, userId: profile.id });
		return confirmed(token, row, { ...profile, isGuest: clerk !== undefined, isAdmin: false });
	}

	return Object.assign(verify, { forget: () => remembered.clear() });
}

function profileOf({ clerkId, name }: AccountClaims) {
	const id = accountId(clerkId);
	return { id, name: name ?? '–', color: colourOf(id) };
}

/** The first request makes the row; later ones bring it up to date when the token tells something new. */
async function accountOf(
	database: Database,
	claims: AccountClaims
): Promise<PersonRow | undefined> {
	const row = await findAccount(database, claims.clerkId);
	if (row !== undefined && !tellsMore(claims, row)) return row;
	const { id, color } = profileOf(claims);
	return saveAccount(database, { ...claims, id, color, changedAt: undefined });
}

function tellsMore({ name, email, avatarUrl, isAdmin }: AccountClaims, row: PersonRow): boolean {
	return (
		(name !== undefined && row.name_source !== 'self' && name !== row.name) ||
		(email !== undefined && email !== row.email) ||
		(avatarUrl !== undefined && avatarUrl !== row.avatar_url) ||
		(isAdmin !== undefined && isAdmin !== row.is_admin)
	);
}

function toIdentity(
	person: PersonRow,
	{ isGuest, admins }: { readonly isGuest: boolean; readonly admins: ReadonlySet<string> }
): Identity {
	const { id, name, color, email, clerk_id } = person;
	const isNamed = admins.has(id) || (clerk_id !== null && email !== null && admins.has(email));
	return { id, name, color, isGuest, isAdmin: isNamed || person.is_admin };
}

import type { Database } from '../db/database.ts';
import { findUser } from '../db/users.ts';
import type { Logger } from '../log.ts';
import type { Identity } from './identity.ts';
import type { Tokens } from './tokens.ts';

/** Who a bearer token stands for, or `null` when it is worth nothing. */
export type VerifyToken = (token: string) => Promise<Identity | null>;

/**
 * The signature proves the token; the row in `users` has the present name, and its absence tells that
 * the person is gone. With the database away the token's own claims do: people who are working must
 * be able to reconnect.
 */
export function createVerifyToken(tokens: Tokens, database: Database, log: Logger): VerifyToken {
	return async (token) => {
		const claimed = await tokens.read(token);
		if (claimed === null) return null;
		try {
			const user = await findUser(database, claimed.id);
			return user === undefined ? null : { id: user.id, name: user.name, color: user.color };
		} catch (error) {
			log.warn({ err: error }, 'identity taken from the token alone: no answer from the database');
			return claimed;
		}
	};
}

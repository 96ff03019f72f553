import * as z from 'zod/mini';
import { identityConfigSchema, type IdentityConfig } from '#core/wire/session.ts';
import { askServer } from './ask-server.ts';
import { readLocal, writeLocal } from './local-store.ts';

const KEY = 'samsyn:identity-provider';
const configSchema = z.object({ identity: identityConfigSchema });

/** Who says who somebody is, as this browser heard last. */
export function lastIdentityConfig(): IdentityConfig | undefined {
	return readLocal(KEY, identityConfigSchema);
}

/** `undefined`: the server was not reached. */
export async function askIdentityConfig(): Promise<IdentityConfig | undefined> {
	try {
		const response = await askServer('GET', '/api/config', {});
		const { identity } = configSchema.parse(await response.json());
		writeLocal(KEY, identity);
		return identity;
	} catch {
		return undefined;
	}
}

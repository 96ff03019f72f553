import { meSchema } from '#core/wire/session.ts';

const LIMIT_MS = 8_000;

/** Whether this person is an admin of the instance. Who can't be asked is none. */
export async function keepsLibrary(identity: { token(): Promise<string> }): Promise<boolean> {
	try {
		const response = await fetch('/api/me', {
			headers: { authorization: `Bearer ${await identity.token()}` },
			signal: AbortSignal.timeout(LIMIT_MS)
		});
		return response.ok && meSchema.parse(await response.json()).is_admin;
	} catch {
		return false;
	}
}

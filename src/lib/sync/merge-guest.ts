import { askServer } from './ask-server.ts';

/** What a guest made becomes the account's that `token` is of. Throws when it was not done. */
export async function mergeGuest(guestToken: string | undefined, token: string): Promise<void> {
	if (guestToken === undefined) return;
	const body = { guest_token: guestToken };
	const response = await askServer('POST', '/api/session/merge', { token, body });
	// 422: that guest is no more. Anything else is tried again with the next token.
	if (!response.ok && response.status !== 422) throw new Error(`not merged: ${response.status}`);
}

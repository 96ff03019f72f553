import { createPublicKey } from 'node:crypto';

/** How this server trusts the identity provider. */
export interface ClerkSettings {
	readonly publishableKey: string;
	/** Host of Clerk's Frontend API, as the publishable key names it: who issues the tokens. */
	readonly frontendApi: string;
	/** PEM: tokens are verified without asking anybody. */
	readonly jwtKey: string | undefined;
	/** Without `jwtKey`: Clerk is asked for its keys, which are then kept. */
	readonly secretKey: string | undefined;
	/** Without it no webhook is taken. */
	readonly webhookSecret: string | undefined;
	/** Origins whose tokens are taken; with none every one is that Clerk gave a token. */
	readonly authorizedParties: readonly string[];
}

const PUBLISHABLE_KEY = /^pk_(?:live|test)_([A-Za-z0-9+/=_-]+)$/;
const HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i;

/** The host that a publishable key names: base64 of the host and a dollar sign. */
export function frontendApiOf(publishableKey: string): string | undefined {
	const encoded = PUBLISHABLE_KEY.exec(publishableKey)?.[1];
	if (encoded === undefined) return undefined;
	const decoded = Buffer.from(encoded, 'base64').toString('utf8');
	const host = decoded.endsWith('$') ? decoded.slice(0, -1) : '';
	return HOST.test(host) ? host.toLowerCase() : undefined;
}

/** As it comes out of env files and deployment forms, with `\n` for line breaks. */
export function toPem(text: string): string {
	return text.replaceAll('\\n', '\n').trim();
}

/** Clerk's keys have 2048 bits, and its library reads no other. */
export function isRsaPublicKey(pem: string): boolean {
	try {
		const key = createPublicKey(pem);
		return key.asymmetricKeyType === 'rsa' && key.asymmetricKeyDetails?.modulusLength === 2048;
	} catch {
		return false;
	}
}

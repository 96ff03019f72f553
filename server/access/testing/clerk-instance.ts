import { createHmac, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { ClerkSettings } from '../clerk-settings.ts';

const HOST = 'clerk.plan.test';

export interface ClerkInstance {
	readonly settings: ClerkSettings;
	readonly origin: string;
	/** A session token as Clerk signs them; a claim that is `undefined` is left out. */
	token(clerkId: string, claims?: Readonly<Record<string, unknown>>): Promise<string>;
	/** Headers and body of a webhook as Svix sends them. */
	webhook(event: unknown, options?: WebhookOptions): Webhook;
}

interface WebhookOptions {
	readonly id?: string;
	/** Seconds ago. */
	readonly age?: number;
	readonly secret?: string;
}

export interface Webhook {
	readonly body: string;
	readonly headers: Readonly<Record<string, string>>;
}

/** Keys of our own, used as Clerk uses its own. */
export function clerkInstance(options: Partial<ClerkSettings> = {}): ClerkInstance {
	const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const webhookSecret = `whsec_${randomBytes(24).toString('base64')}`;
	const origin = 'https://plan.test';
	return {
		origin,
		settings: {
			publishableKey: `pk_test_${Buffer.from(`${HOST}$`).toString('base64')}`,
			frontendApi: HOST,
			jwtKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
			secretKey: undefined,
			webhookSecret,
			authorizedParties: [origin],
			...options
		},
		token(clerkId, claims = {}) {
			const now = Math.floor(Date.now() / 1000);
			const whole = {
				iss: `https://${HOST}`,
				azp: origin,
				sub: clerkId,
				sid: 'sess_1',
				iat: now,
				nbf: now - 10,
				exp: now + 60,
				...claims
			};
			const payload = JSON.parse(JSON.stringify(whole)) as Record<string, unknown>;
			return new SignJWT(payload)
				.setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: 'ins_1' })
				.sign(privateKey);
		},
		webhook(event, { id = `msg_${randomUUID()}`, age = 0, secret = webhookSecret } = {}) {
			const body = JSON.stringify(event);
			const time = String(Math.floor(Date.now() / 1000) - age);
			const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
			const signature = createHmac('sha256', key).update(`${id}.${time}.${body}`).digest('base64');
			return {
				body,
				headers: {
					'svix-id': id,
					'svix-timestamp': time,
					'svix-signature': `v1,${signature}`,
					'Content-Type': 'application/json'
				}
			};
		}
	};
}

import * as z from 'zod/mini';
import { PEOPLE_COLOURS, sessionSchema, userSchema, type User } from '#core/wire/session.ts';
import { readLocal, writeLocal } from './local-store.ts';

const KEY = 'samsyn:identity';
/** A token is renewed when less than this is left of it. */
const RENEW_BEFORE_MS = 24 * 60 * 60 * 1000;

const storedSchema = z.object({
	user: userSchema,
	token: z.optional(z.string()),
	expiresAt: z.optional(z.string()),
	/** True once the person has chosen the name themselves. */
	named: z.boolean()
});
type Stored = z.infer<typeof storedSchema>;

/**
 * Who uses this browser. Works before the server was ever reached: the name and a colour are local
 * first, the server's id and token follow with the first connection.
 */
export class Identity {
	#stored = $state.raw<Stored>(readLocal(KEY, storedSchema) ?? fresh());
	#renewing: Promise<string> | undefined;

	get user(): User {
		return this.#stored.user;
	}

	/** False while the person still goes by the name we made up. */
	get isNamed(): boolean {
		return this.#stored.named;
	}

	/** Takes effect at once here, and at the server with the next session. */
	rename(name: string): void {
		const trimmed = name.trim().slice(0, 80);
		if (trimmed === '') return;
		this.#keep({ ...this.#stored, user: { ...this.#stored.user, name: trimmed }, named: true });
		void this.#renew().catch(() => undefined);
	}

	/** A token that is good for a while; asks the server for one when needed. Throws when it can't. */
	async token(): Promise<string> {
		const { token, expiresAt } = this.#stored;
		const left = expiresAt === undefined ? 0 : Date.parse(expiresAt) - Date.now();
		if (token !== undefined && left > RENEW_BEFORE_MS) return token;
		try {
			return await this.#renew();
		} catch (error) {
			if (token !== undefined && left > 0) return token;
			throw error;
		}
	}

	/** The server no longer takes the token (restored from a backup, another server). */
	forgetToken(): void {
		const { user, named } = this.#stored;
		this.#keep({ user, named });
	}

	/** One request at a time, whoever asks. */
	#renew(): Promise<string> {
		this.#renewing ??= this.#request().finally(() => (this.#renewing = undefined));
		return this.#renewing;
	}

	async #request(): Promise<string> {
		const { token, user } = this.#stored;
		const response = await fetch('/api/session', {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				...(token === undefined ? {} : { authorization: `Bearer ${token}` })
			},
			body: JSON.stringify({ name: user.name }),
			signal: AbortSignal.timeout(10_000)
		});
		if (response.status === 401 && token !== undefined) {
			this.forgetToken();
			return this.#request();
		}
		if (!response.ok) throw new Error(`session refused: ${response.status}`);
		const answer = sessionSchema.parse(await response.json());
		const { named } = this.#stored;
		this.#keep({ user: answer.user, token: answer.token, expiresAt: answer.expires_at, named });
		return answer.token;
	}

	#keep(stored: Stored): void {
		this.#stored = stored;
		writeLocal(KEY, stored);
	}
}

/** Sea birds, so that a room of newcomers can tell each other apart before anybody has typed. */
const BIRDS = ['Tern', 'Gannet', 'Eider', 'Puffin', 'Fulmar', 'Avocet', 'Kittiwake', 'Dunlin'];

function fresh(): Stored {
	const pick = Math.floor(Math.random() * BIRDS.length);
	const number = 10 + Math.floor(Math.random() * 90);
	return {
		user: {
			id: crypto.randomUUID(),
			name: `${BIRDS[pick] ?? 'Tern'} ${number}`,
			color: PEOPLE_COLOURS[pick % PEOPLE_COLOURS.length] ?? PEOPLE_COLOURS[0]
		},
		named: false
	};
}

import * as z from 'zod/mini';
import { meSchema, NAME_LENGTH, sessionSchema, type User } from '#core/wire/session.ts';
import { openClerk, type AccountProvider, type OpenProvider } from './account-provider.ts';
import { askServer, endSession } from './ask-server.ts';
import { askIdentityConfig, lastIdentityConfig } from './identity-config.ts';
import { readLocal, writeLocal } from './local-store.ts';
import { mergeGuest } from './merge-guest.ts';
import {
	adopted,
	fresh,
	introduction,
	profileOf,
	seedOf,
	storedSchema,
	tidy,
	toUser,
	type KnownBefore,
	type ProfileChange,
	type StoredPerson
} from './stored-person.ts';

const KEY = 'samsyn:identity';
/** A token is renewed when less than this is left of it. */
const RENEW_BEFORE_MS = 2 * 60 * 60 * 1000;

export type ReentryResult = 'welcome' | 'unknown' | 'wait' | 'unreached';

/**
 * Who uses this browser. Works before the server was ever reached: name and colour are local first,
 * id and token follow. Where there are accounts, a local identity is a guest until it signs in.
 */
export class Identity {
	readonly #openProvider: OpenProvider;
	#stored = $state.raw<StoredPerson>(readLocal(KEY, storedSchema) ?? fresh());
	#config = $state.raw(lastIdentityConfig());
	#provider: Promise<AccountProvider> | undefined;
	#renewing: Promise<string> | undefined;
	#comingBack: Promise<void> | undefined;
	#accountTokenHeld: string | undefined;

	constructor(openProvider: OpenProvider = openClerk) {
		this.#openProvider = openProvider;
		// At once: whoever writes with no network is the same person after a reload, and in every tab.
		if (readLocal(KEY, storedSchema) === undefined) this.#keep(this.#stored);
		// Another tab signed in, out or renamed.
		window.addEventListener('storage', ({ key }) => {
			if (key === KEY) this.#stored = readLocal(KEY, storedSchema) ?? this.#stored;
		});
	}

	get user(): User {
		return this.#stored.account ?? this.#stored.user;
	}

	/** `guest`: there are accounts, and this person has none. */
	get kind(): 'local' | 'guest' | 'account' {
		if (this.#stored.account !== undefined) return 'account';
		return this.hasAccounts ? 'guest' : 'local';
	}

	/** Whether this server knows accounts, as far as this browser has heard. */
	get hasAccounts(): boolean {
		return this.#config?.provider === 'clerk';
	}

	get isNamed(): boolean {
		return this.#stored.named || this.#stored.account !== undefined;
	}

	/** `undefined`: the server has not given one, or this browser has none to show. */
	get reentryCode(): string | undefined {
		return this.#stored.account === undefined ? this.#stored.reentryCode : undefined;
	}

	rename(name: string): void {
		this.change({ name });
	}

	/** Takes effect at once here, and at the server as soon as it is reached. */
	change(change: ProfileChange): void {
		const profile = tidy(change);
		if (Object.keys(profile).length === 0) return;
		const named = this.#stored.named || profile.name !== undefined;
		const { account, user } = this.#stored;
		if (account === undefined) {
			this.#keep({ ...this.#stored, user: { ...user, ...profile }, named, unsent: true });
		} else {
			this.#keep({ ...this.#stored, account: { ...account, ...profile }, unsent: true });
		}
		void this.#send().catch(() => undefined);
	}

	/** The token as it is held now, for requests that can't wait for another. */
	get heldToken(): string | undefined {
		return this.#stored.account === undefined ? this.#stored.token : this.#accountTokenHeld;
	}

	/** A token that is good for a while; asks for one when needed. Throws when it can't. */
	async token(): Promise<string> {
		// With the provider out of reach the guest goes on as before.
		if (this.#stored.signingIn === true) await this.#comeBack().catch(() => undefined);
		if (this.#stored.account !== undefined) return this.#accountToken();
		const { token, expiresAt, unsent } = this.#stored;
		const left = expiresAt === undefined ? 0 : Date.parse(expiresAt) - Date.now();
		if (token !== undefined && left > RENEW_BEFORE_MS && unsent !== true) return token;
		try {
			return await this.#renew();
		} catch (error) {
			if (token !== undefined && left > 0) return token;
			throw error;
		}
	}

	/** The server no longer takes the token: signed out elsewhere, restored from a backup. */
	forgetToken(): void {
		const { token: _token, expiresAt: _expiresAt, ...rest } = this.#stored;
		this.#keep(rest);
	}

	/** Asks the server who says who somebody is. Without an answer what was last heard stands. */
	async hear(): Promise<void> {
		this.#config = (await askIdentityConfig()) ?? this.#config;
	}

	/** Becomes the person that a code belongs to, on this device too. */
	async reenter(code: string): Promise<ReentryResult> {
		try {
			const body = { reentry_code: code, ...seedOf(this.#stored) };
			const response = await askServer('POST', '/api/session', { body });
			if (response.status === 429) return 'wait';
			if (!response.ok) return response.status < 500 ? 'unknown' : 'unreached';
			await this.#adopt(response, { reentryCode: code.trim().toUpperCase() });
			return 'welcome';
		} catch {
			return 'unreached';
		}
	}

	/** A new code; the one before is worth nothing any more. Throws when the server is away. */
	async renewReentryCode(): Promise<void> {
		const token = await this.token();
		const response = await askServer('POST', '/api/me/reentry-code', { token });
		if (!response.ok) throw new Error(`code refused: ${response.status}`);
		const answer = z.object({ reentry_code: z.string() }).parse(await response.json());
		this.#keep({ ...this.#stored, reentryCode: answer.reentry_code });
	}

	/** Leads to the provider's page. Throws when it can't be reached. */
	async signIn(page: 'sign-in' | 'sign-up', returnTo: string = location.href): Promise<void> {
		const provider = await this.#open();
		this.#keep({ ...this.#stored, signingIn: true });
		if (provider.isSignedIn) await this.#comeBack();
		else if (page === 'sign-in') await provider.signIn(returnTo);
		else await provider.signUp(returnTo);
	}

	manageAccount(): Promise<void> {
		return this.#open().then((provider) => provider.manage());
	}

	/** Here the person is somebody new afterwards. Local copies of maps stay. */
	async signOut(): Promise<void> {
		const { account, token } = this.#stored;
		if (account !== undefined) await (await this.#open()).signOut();
		else if (token !== undefined) await endSession(token);
		this.#keep(fresh());
	}

	/** Deletes the account, with the maps that nobody else may edit. Throws when it was not done. */
	async delete(): Promise<void> {
		const token = await this.token();
		const response = await askServer('DELETE', '/api/me', { token });
		if (!response.ok) throw new Error(`not deleted: ${response.status}`);
		if (this.#stored.account !== undefined) {
			const provider = await this.#open().catch(() => undefined);
			await provider?.signOut().catch(() => undefined);
		}
		this.#keep(fresh());
	}

	/** Sends the profile. One request at a time, whoever asks. */
	async #send(): Promise<void> {
		if (this.#stored.account !== undefined) return this.#sendAccount(await this.#accountToken());
		await this.#renew();
		// It may have joined a request that left before the change.
		if (this.#stored.unsent === true) await this.#renew();
	}

	#renew(): Promise<string> {
		this.#renewing ??= this.#request().finally(() => (this.#renewing = undefined));
		return this.#renewing;
	}

	/** Of several tabs the first introduces the person to the server; the others take over its token. */
	async #request(): Promise<string> {
		// Browsers have no locks over plain http; there a second introduction brings the same person.
		if (this.#stored.token !== undefined || !('locks' in navigator)) return this.#ask();
		return navigator.locks.request(KEY, () => {
			this.#stored = readLocal(KEY, storedSchema) ?? this.#stored;
			const { token, unsent } = this.#stored;
			return token === undefined || unsent === true ? this.#ask() : token;
		});
	}

	async #ask(): Promise<string> {
		const { token, user, reentryCode } = this.#stored;
		if (token === undefined && reentryCode !== undefined) {
			const result = await this.reenter(reentryCode);
			if (result === 'welcome' && this.#stored.token !== undefined) return this.#stored.token;
			if (result !== 'unknown') throw new Error(`session refused: ${result}`);
			// Nobody has this code any more: a new person, then, of the same name.
			const { reentryCode: _code, ...rest } = this.#stored;
			this.#keep(rest);
		}
		const body = introduction(this.#stored);
		const response = await askServer('POST', '/api/session', { token, body });
		if (response.status === 401 && token !== undefined) {
			this.forgetToken();
			return this.#ask();
		}
		if (!response.ok) throw new Error(`session refused: ${response.status}`);
		// What was changed while the answer was on its way goes with the next request.
		return this.#adopt(response, { sent: user });
	}

	async #adopt(response: Response, known: KnownBefore): Promise<string> {
		const answer = sessionSchema.parse(await response.json());
		this.#keep(adopted(this.#stored, answer, known));
		return answer.token;
	}

	/** The provider's token; a person who was signed out there is a guest again. */
	async #accountToken(): Promise<string> {
		const provider = await this.#open();
		if (!provider.isSignedIn) {
			const { account: _account, ...rest } = this.#stored;
			this.#keep(rest);
			return this.token();
		}
		const token = await provider.token();
		this.#accountTokenHeld = token;
		if (this.#stored.unsent === true) await this.#sendAccount(token).catch(() => undefined);
		return token;
	}

	async #sendAccount(token: string): Promise<void> {
		const { account } = this.#stored;
		if (account === undefined) return;
		const response = await askServer('PUT', '/api/me', { token, body: profileOf(account) });
		if (!response.ok) throw new Error(`profile refused: ${response.status}`);
		const { unsent: _unsent, ...rest } = this.#stored;
		if (rest.account === account) this.#keep(rest);
	}

	/** From the provider's pages: with an account, which takes over what the guest made; or without. */
	#comeBack(): Promise<void> {
		this.#comingBack ??= this.#becomeAccount().finally(() => (this.#comingBack = undefined));
		return this.#comingBack;
	}

	async #becomeAccount(): Promise<void> {
		const provider = await this.#open();
		if (provider.isSignedIn) {
			const token = await provider.token();
			// Also what was made before the server had heard of the guest.
			const guest = this.#stored.seed === undefined ? this.#stored.token : await this.#renew();
			await mergeGuest(guest, token);
			const response = await askServer('GET', '/api/me', { token });
			if (!response.ok) throw new Error(`account refused: ${response.status}`);
			const me = meSchema.parse(await response.json());
			const name = provider.name.slice(0, NAME_LENGTH).trim() || this.#stored.user.name;
			this.#keep({
				...fresh(),
				account: toUser(me.is_named ? me : { ...me, name }),
				...(me.is_named ? {} : { unsent: true })
			});
			if (!me.is_named) await this.#sendAccount(token).catch(() => undefined);
			return;
		}
		this.#keep({ ...this.#stored, signingIn: false });
	}

	async #open(): Promise<AccountProvider> {
		if (this.#config === undefined) await this.hear();
		const config = this.#config;
		if (config?.provider !== 'clerk') throw new Error('this server has no accounts');
		this.#provider ??= this.#openProvider(config).catch((error: unknown) => {
			// Tried anew the next time.
			this.#provider = undefined;
			throw error;
		});
		return this.#provider;
	}

	#keep(stored: StoredPerson): void {
		this.#stored = stored;
		writeLocal(KEY, stored);
	}
}

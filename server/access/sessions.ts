import { createHash, randomUUID } from 'node:crypto';
import { localId } from '#core/wire/local-id.ts';
import type { Database } from '../db/database.ts';
import {
	findByReentryHash,
	forgetReentry,
	noteReentry,
	reentryWait,
	setReentryHash
} from '../db/reentry.ts';
import { endSession, findSession, openSession, renewSession } from '../db/sessions.ts';
import { changeProfile, findUser, insertPerson, isTaken, saveFormerId } from '../db/users.ts';
import type { PersonRow, ProfileChange } from '../db/users.ts';
import { colourOf } from './colour-of.ts';
import { hashReentryCode, makeReentryCode } from './reentry-code.ts';
import type { SignedToken, Tokens } from './tokens.ts';

export interface OpenSession extends SignedToken {
	readonly person: PersonRow;
}

export interface NewProfile extends ProfileChange {
	readonly name: string;
}

/** Local identities: a name, a session that can be ended, and a code to get in again. */
export class Sessions {
	readonly #tokens: Tokens;
	readonly #database: Database;

	constructor(tokens: Tokens, database: Database) {
		this.#tokens = tokens;
		this.#database = database;
	}

	/**
	 * A new person. The code is shown once; only its hash is kept. With a seed the id is the one that
	 * the browser took with no network; should the answer be lost, the seed brings the same person.
	 */
	async create(
		profile: NewProfile,
		seed?: string
	): Promise<OpenSession & { readonly reentryCode: string }> {
		const own = seed === undefined ? undefined : localId(seed);
		// In this order: the same introduction may be on its way twice.
		const isOwnTaken = own !== undefined && (await isTaken(this.#database, own));
		const known = isOwnTaken ? await findUser(this.#database, own) : undefined;
		if (known !== undefined) {
			return { ...(await this.#open(known)), reentryCode: await this.renewReentryCode(known.id) };
		}
		// Somebody of that id who is gone stays gone.
		const id = own === undefined || isOwnTaken ? randomUUID() : own;
		const reentryCode = makeReentryCode();
		const person = await insertPerson(this.#database, {
			id,
			name: profile.name,
			color: profile.color ?? colourOf(id),
			organisation: profile.organisation ?? '',
			reentryHash: hashReentryCode(reentryCode)
		});
		// The same introduction came twice at once, and the other one was faster.
		if (person === undefined) return this.create(profile, seed);
		return { ...(await this.#open(person)), reentryCode };
	}

	/** The same session goes on, though the token ran out. `null`: it was ended, or the person is gone. */
	async renew(token: string, change: ProfileChange): Promise<OpenSession | null> {
		const session = await this.#find(token);
		if (session === null) return null;
		const { id, person } = session;
		await renewSession(this.#database, id);
		const isChanged = Object.values(change).some((value) => value !== undefined);
		const now = isChanged ? await changeProfile(this.#database, person.id, change) : person;
		if (now === undefined) return null;
		return { person: now, ...(await this.#tokens.sign(now, id)) };
	}

	/** Who has an open session by this token, expired or not. */
	async owner(token: string): Promise<PersonRow | null> {
		return (await this.#find(token))?.person ?? null;
	}

	/**
	 * With a seed, what was made with no network before the code was at hand is the person's, too.
	 * `null`: no such code. A number: too many wrong ones from there, wait so many seconds.
	 */
	async reenter(
		code: string,
		{ address, seed }: { readonly address: string; readonly seed?: string | undefined }
	): Promise<OpenSession | number | null> {
		const origin = createHash('sha256').update(address).digest();
		// Noted as wrong before it is looked at: of many at once none is to slip through.
		const attempt = await noteReentry(this.#database, origin);
		const wait = await reentryWait(this.#database, origin);
		const person =
			wait > 0 ? undefined : await findByReentryHash(this.#database, hashReentryCode(code));
		if (wait > 0 || person !== undefined) await forgetReentry(this.#database, attempt);
		if (person === undefined) return wait > 0 ? wait : null;
		if (seed !== undefined) await saveFormerId(this.#database, localId(seed), person);
		return this.#open(person);
	}

	/** A new code; the one before opens nothing any more. */
	async renewReentryCode(userId: string): Promise<string> {
		const code = makeReentryCode();
		await setReentryHash(this.#database, userId, hashReentryCode(code));
		return code;
	}

	async end(token: string): Promise<void> {
		const read = await this.#tokens.read(token);
		if (read !== null) await endSession(this.#database, read.sessionId);
	}

	async #find(token: string) {
		const read = await this.#tokens.readExpired(token);
		if (read === null) return null;
		const id = read.sessionId;
		const person = await findSession(this.#database, { id, userId: read.profile.id });
		return person === undefined ? null : { id, person };
	}

	async #open(person: PersonRow): Promise<OpenSession> {
		const id = randomUUID();
		await openSession(this.#database, { id, userId: person.id });
		return { person, ...(await this.#tokens.sign(person, id)) };
	}
}

import { saveAccount, takeMessage, findAccount, rememberDeletedAccount } from '../db/accounts.ts';
import type { Account } from '../db/accounts.ts';
import type { Database } from '../db/database.ts';
import { deletePerson } from '../db/delete-person.ts';
import type { Inheritance } from '../db/delete-person.ts';
import { mergePerson } from '../db/merge-person.ts';
import type { Logger } from '../log.ts';

/** Told when somebody is another than before, or gone: rights and live connections depend on it. */
export interface PersonChange {
	readonly userId: string;
	/** What became of the things of somebody who was deleted. */
	readonly inheritance?: Inheritance | undefined;
	/** The account that a guest has become. */
	readonly mergedInto?: string | undefined;
}

export interface PeopleOptions {
	readonly database: Database;
	readonly log: Logger;
	/** Resolves when it is true everywhere; never rejects. */
	readonly onPersonChanged: (change: PersonChange) => Promise<void>;
}

/** What the identity provider tells us, as a message that may come twice and in any order. */
export type AccountMessage =
	| { readonly id: string; readonly kind: 'saved'; readonly account: Account }
	| { readonly id: string; readonly kind: 'deleted'; readonly clerkId: string };

/** People coming and going, whoever says so: themselves or the identity provider. */
export class People {
	readonly #options: PeopleOptions;

	constructor(options: PeopleOptions) {
		this.#options = options;
	}

	/** The person changed their profile. */
	changed(userId: string): void {
		void this.#options.onPersonChanged({ userId });
	}

	/** Forgets somebody. Maps go to an editor, or are deleted if there is none. */
	async delete(userId: string): Promise<void> {
		const inheritance = await this.#options.database.kysely
			.transaction()
			.execute((kysely) => deletePerson({ kysely }, userId));
		if (inheritance !== undefined) this.#gone(userId, inheritance);
	}

	/** A guest becomes an account, which has all that the guest made. */
	async merge(guestId: string, accountId: string): Promise<void> {
		await this.#options.database.kysely
			.transaction()
			.execute((kysely) => mergePerson({ kysely }, guestId, accountId));
		// The browser goes on as the account with the next thing that it sends.
		await this.#options.onPersonChanged({ userId: guestId, mergedInto: accountId });
	}

	/** Takes a message once. Throws when it could not be; then it may come again. */
	async take(message: AccountMessage): Promise<void> {
		const clerkId = message.kind === 'saved' ? message.account.clerkId : message.clerkId;
		const done = await this.#options.database.kysely.transaction().execute(async (kysely) => {
			if (!(await takeMessage({ kysely }, message.id))) return undefined;
			if (message.kind === 'saved') {
				return { person: await saveAccount({ kysely }, message.account), inheritance: undefined };
			}
			const person = await findAccount({ kysely }, clerkId);
			// Also one that was never here: its token may still be good for a minute.
			await rememberDeletedAccount({ kysely }, clerkId);
			if (person === undefined) return undefined;
			return { person, inheritance: await deletePerson({ kysely }, person.id) };
		});
		if (done?.person === undefined) return;
		const { person, inheritance } = done;
		if (inheritance === undefined) this.changed(person.id);
		else this.#gone(person.id, inheritance);
	}

	#gone(userId: string, inheritance: Inheritance): void {
		const { handedOver, deletedMaps, deletedLayers } = inheritance;
		const maps = { handedOver: handedOver.length, deleted: deletedMaps.length };
		this.#options.log.info(
			{ userId, maps, layers: { deleted: deletedLayers.length } },
			'a person was deleted'
		);
		void this.#options.onPersonChanged({ userId, inheritance });
	}
}

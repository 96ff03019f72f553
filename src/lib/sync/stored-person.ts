import * as z from 'zod/mini';
import {
	NAME_LENGTH,
	ORGANISATION_LENGTH,
	PEOPLE_COLOURS,
	userSchema,
	type SessionAnswer,
	type User
} from '#core/wire/session.ts';
import { freshPerson } from './fresh-person.ts';

/** Who uses this browser, as it is kept in it. */
export const storedSchema = z.object({
	/** The local identity: the person, or the guest beside an account. */
	user: userSchema,
	/** What the id is made of, until the server has heard of it. */
	seed: z.optional(z.string()),
	token: z.optional(z.string()),
	expiresAt: z.optional(z.string()),
	/** True once the person has chosen the name themselves. */
	named: z.boolean(),
	/** Opens the same identity on another device. */
	reentryCode: z.optional(z.string()),
	/** The server has not heard of the last change yet. */
	unsent: z.optional(z.boolean()),
	/** The account that is signed in, as it was last known. */
	account: z.optional(userSchema),
	/** On the provider's pages, to come back with an account. */
	signingIn: z.optional(z.boolean())
});
export type StoredPerson = z.infer<typeof storedSchema>;

/** What a person says about themselves. */
export interface ProfileChange {
	readonly name?: string;
	readonly organisation?: string;
	readonly color?: string;
}

export function fresh(): StoredPerson {
	return { ...freshPerson(), named: false };
}

export function toUser({ id, name, color, organisation }: User): User {
	return { id, name, color, ...(organisation === undefined ? {} : { organisation }) };
}

/** As the server takes it. */
export function profileOf({ name, color, organisation }: User): ProfileChange {
	return tidy({ name, color, ...(organisation === undefined ? {} : { organisation }) });
}

/** What a request for a token says, by who the person is to the server so far. */
export function introduction(person: StoredPerson): object {
	const { token, user, unsent } = person;
	if (token === undefined) return { ...profileOf(user), ...seedOf(person) };
	return unsent === true ? profileOf(user) : {};
}

export interface KnownBefore {
	/** The code that the request was made with. */
	readonly reentryCode?: string;
	/** What the request said of the person; absent when it named them by a code. */
	readonly sent?: User;
}

/** The person as the server knows them, with what was changed here while its answer was on its way. */
export function adopted(
	{ named, user, reentryCode }: StoredPerson,
	answer: SessionAnswer,
	known: KnownBefore
): StoredPerson {
	const code = answer.reentry_code ?? known.reentryCode ?? reentryCode;
	const isChanged = known.sent !== undefined && user !== known.sent;
	return {
		user: isChanged ? { ...answer.user, ...profileOf(user) } : answer.user,
		token: answer.token,
		expiresAt: answer.expires_at,
		named: named || known.sent === undefined,
		...(code === undefined ? {} : { reentryCode: code }),
		...(isChanged ? { unsent: true } : {})
	};
}

/** Shows that the id, and what was made under it, is this browser's. */
export function seedOf({ seed }: StoredPerson): { readonly seed?: string } {
	return seed === undefined ? {} : { seed };
}

/** What is worth sending of it: a name that is one, a colour of the eight. */
export function tidy({ name, organisation, color }: ProfileChange): ProfileChange {
	const shortName = name?.trim().slice(0, NAME_LENGTH);
	const isKnownColour = PEOPLE_COLOURS.some((known) => known === color);
	return {
		...(shortName === undefined || shortName === '' ? {} : { name: shortName }),
		...(organisation === undefined
			? {}
			: { organisation: organisation.trim().slice(0, ORGANISATION_LENGTH) }),
		...(color !== undefined && isKnownColour ? { color } : {})
	};
}

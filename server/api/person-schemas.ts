import { z } from '@hono/zod-openapi';
import { NAME_LENGTH, ORGANISATION_LENGTH, PEOPLE_COLOURS } from '#core/wire/session.ts';
import type { Identity } from '../access/identity.ts';
import type { PersonRow } from '../db/users.ts';
import { uuidSchema } from './schemas.ts';

const CONTROL_CHARACTERS = /\p{Cc}/u;
const MAX_URL_LENGTH = 2048;

const line = (max: number) =>
	z
		.string()
		.trim()
		.max(max)
		.refine((text) => !CONTROL_CHARACTERS.test(text), 'must not hold control characters');

/** What people say about themselves. */
export const profileSchema = z.strictObject({
	name: line(NAME_LENGTH).min(1).openapi({ example: 'Astrid' }).optional(),
	organisation: line(ORGANISATION_LENGTH).openapi({ example: 'Port of Gothenburg' }).optional(),
	color: z.enum(PEOPLE_COLOURS).openapi({ description: 'How others see them' }).optional()
});

export const profileChangeSchema = profileSchema
	.extend({
		avatar_url: z
			.url({ protocol: /^https$/ })
			.max(MAX_URL_LENGTH)
			.nullable()
			.optional()
	})
	.openapi('ProfileChange');

export const meSchema = z
	.object({
		id: uuidSchema,
		name: z.string(),
		color: z.string().openapi({ example: '#0072b2' }),
		organisation: z.string(),
		avatar_url: z.string().nullable(),
		/** Shown to nobody else but the owners of maps this person is on. */
		email: z.string().nullable(),
		is_guest: z.boolean(),
		is_admin: z.boolean(),
		/** False: neither the person nor the identity provider gave a name yet. */
		is_named: z.boolean()
	})
	.openapi('Me');

export function toMe(
	person: PersonRow,
	{ isGuest, isAdmin }: Pick<Identity, 'isGuest' | 'isAdmin'>
): z.infer<typeof meSchema> {
	return {
		id: person.id,
		name: person.name,
		color: person.color,
		organisation: person.organisation,
		avatar_url: person.avatar_url,
		email: person.email,
		is_guest: isGuest,
		is_admin: isAdmin,
		is_named: person.name_source !== 'none'
	};
}

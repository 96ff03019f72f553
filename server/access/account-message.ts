import * as z from 'zod';
import { accountId } from './account-id.ts';
import { accountName } from './account-name.ts';
import { colourOf } from './colour-of.ts';
import type { AccountMessage } from './people.ts';

const MAX_ID_LENGTH = 255;

const accountSchema = z.looseObject({
	id: z.string().min(1).max(MAX_ID_LENGTH),
	first_name: z.unknown().optional(),
	last_name: z.unknown().optional(),
	username: z.unknown().optional(),
	image_url: z.httpUrl().max(2048).nullable().optional().catch(null),
	primary_email_address_id: z.string().nullable().optional().catch(null),
	email_addresses: z
		.array(
			z.looseObject({
				id: z.string(),
				email_address: z.email().max(MAX_ID_LENGTH),
				verification: z.looseObject({ status: z.string() }).nullable().optional()
			})
		)
		.catch([]),
	public_metadata: z.looseObject({ role: z.unknown().optional() }).optional().catch(undefined),
	/** Milliseconds. */
	updated_at: z.number().int().nonnegative()
});
type Account = z.infer<typeof accountSchema>;

const eventSchema = z.discriminatedUnion('type', [
	z.looseObject({ type: z.enum(['user.created', 'user.updated']), data: accountSchema }),
	z.looseObject({
		type: z.literal('user.deleted'),
		data: z.looseObject({ id: z.string().min(1).max(MAX_ID_LENGTH) })
	})
]);

/** A verified event of Clerk, or `undefined` when it is about something that we do not follow. */
export function readAccountMessage(id: string, event: unknown): AccountMessage | undefined {
	const parsed = eventSchema.safeParse(event);
	if (!parsed.success) return undefined;
	const { type, data } = parsed.data;
	if (type === 'user.deleted') return { id, kind: 'deleted', clerkId: data.id };
	const ownId = accountId(data.id);
	return {
		id,
		kind: 'saved',
		account: {
			id: ownId,
			clerkId: data.id,
			color: colourOf(ownId),
			name: accountName(data.first_name, data.last_name) ?? accountName(data.username),
			email: emailOf(data),
			avatarUrl: data.image_url ?? null,
			isAdmin: data.public_metadata?.role === 'admin',
			changedAt: new Date(data.updated_at)
		}
	};
}

/** The main address, when it is confirmed: otherwise it may be anybody's. */
function emailOf({ email_addresses, primary_email_address_id }: Account): string | null {
	const main = email_addresses.find(({ id }) => id === primary_email_address_id);
	if (main?.verification?.status !== 'verified') return null;
	return main.email_address.toLowerCase();
}

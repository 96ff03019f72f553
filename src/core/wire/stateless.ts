import * as z from 'zod/mini';

/**
 * Messages beside the document, as JSON text in Hocuspocus' stateless frames.
 * `barrier n` → `durable n`: everything this connection sent for this document before the barrier
 * is committed to the log. Frames of one connection are handled in order, each awaiting its commit,
 * so the echo proves it (sync.md §2). `refused n` instead: before it came something that was not
 * taken, because its sender may only read.
 */
export const clientMessageSchema = z.object({
	t: z.literal('barrier'),
	n: z.int().check(z.nonnegative())
});

/**
 * Why a layer may not stand on a map: it is not this person's to see, it is somebody's own and the
 * map is public, or it was deleted.
 */
const putBackReason = z.enum(['unseen', 'private-layer', 'deleted']);
export type PutBackReason = z.infer<typeof putBackReason>;

export const serverMessageSchema = z.discriminatedUnion('t', [
	z.object({ t: z.literal('durable'), n: z.int() }),
	z.object({ t: z.literal('refused'), n: z.int() }),
	/** What this connection may do from now on. */
	z.object({ t: z.literal('access'), access: z.enum(['read', 'write']) }),
	/** Layers that were added to the stack and taken out again at once: they may not be there. */
	z.object({
		t: z.literal('put-back'),
		layers: z.array(z.object({ id: z.string(), why: putBackReason }))
	}),
	/** The server can't reach its database now; edits stay on this device until it can. */
	z.object({ t: z.literal('paused') }),
	z.object({ t: z.literal('resumed') })
]);

export type ClientMessage = z.infer<typeof clientMessageSchema>;
export type ServerMessage = z.infer<typeof serverMessageSchema>;

export function parseClientMessage(text: string): ClientMessage | undefined {
	return parse(clientMessageSchema, text);
}

export function parseServerMessage(text: string): ServerMessage | undefined {
	return parse(serverMessageSchema, text);
}

function parse<T extends z.ZodMiniType>(schema: T, text: string): z.infer<T> | undefined {
	try {
		const parsed = schema.safeParse(JSON.parse(text));
		return parsed.success ? parsed.data : undefined;
	} catch {
		return undefined;
	}
}

import type { Connection } from '@hocuspocus/server';
import { sessionOf } from './connection-context.ts';
import type { ConnectionContext } from './connection-context.ts';
import type { Refusal } from './refusal.ts';

/**
 * Ends a connection against its person's will. Hocuspocus goes on with what waits in the connection's
 * queue after a close, up to thousands of edits: from here on none of it is taken (`identify` drops
 * it), and what is being judged at this moment is not either.
 */
export function cutOff(connection: Connection, refusal: Refusal): void {
	const session = sessionOf(connection.context as ConnectionContext);
	session.isOver = true;
	session.access = 'read';
	connection.readOnly = true;
	connection.close(refusal);
}

import type { Connection } from '@hocuspocus/server';
import type { ServerMessage } from '#core/wire/stateless.ts';

/** Sends a message beside the document. */
export function tell(connection: Connection, message: ServerMessage): void {
	connection.sendStateless(JSON.stringify(message));
}

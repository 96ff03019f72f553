import type { Document } from '@hocuspocus/server';
import type { Access } from '../access/identity.ts';
import { sessionOf } from './connection-context.ts';
import type { ConnectionContext } from './connection-context.ts';
import { Refusal } from './refusal.ts';

/** Makes what somebody may do with a document true for the connections they have to it now. */
export function setAccess(document: Document, userId: string, access: Access): void {
	for (const connection of document.getConnections()) {
		const session = sessionOf(connection.context as ConnectionContext);
		if (session.identity.id !== userId) continue;
		if (access === 'none') {
			connection.close(new Refusal('not-found'));
			continue;
		}
		session.access = access;
		connection.readOnly = access === 'read';
	}
}

import type {
	afterHandleMessagePayload,
	Connection,
	Extension,
	onStatelessPayload
} from '@hocuspocus/server';
import { parseClientMessage } from '#core/wire/stateless.ts';
import { sessionOf } from '../connection-context.ts';
import type { ConnectionContext, Session } from '../connection-context.ts';
import { tell } from '../tell.ts';
import { SYNC_MESSAGE } from '../sync-message.ts';
import { EXTENSION_ORDER } from './order.ts';

/**
 * Answers `barrier` with `durable`. Hocuspocus handles the messages of a connection one after the
 * other, each to its end, and calls stateless handlers in that order too: so all that came before is
 * committed by now. Before the difference that opens the session it proves nothing, and waits.
 * Whoever may only read is told whether something of theirs was not taken: their browser holds it,
 * and would show it as if it were part of the document.
 */
export function barrier(): Extension<ConnectionContext> {
	return {
		extensionName: 'barrier',
		priority: EXTENSION_ORDER.barrier,

		onStateless({ connection, payload }: onStatelessPayload): Promise<void> {
			const message = parseClientMessage(payload);
			const session = sessionIn(connection);
			if (message === undefined) return Promise.resolve();
			if (session.hasSynced) answer(connection, session, message.n);
			else session.waitingBarriers.push(message.n);
			return Promise.resolve();
		},

		afterHandleMessage({
			connection
		}: afterHandleMessagePayload<ConnectionContext>): Promise<void> {
			const session = sessionIn(connection);
			if (session.handling === SYNC_MESSAGE.stepTwo && !session.hasSynced) {
				session.hasSynced = true;
				for (const n of session.waitingBarriers.splice(0)) answer(connection, session, n);
			}
			session.handling = undefined;
			return Promise.resolve();
		}
	};
}

function answer(connection: Connection, { hasRefused }: Session, n: number): void {
	tell(connection, { t: hasRefused ? 'refused' : 'durable', n });
}

function sessionIn(connection: Connection): Session {
	return sessionOf(connection.context as ConnectionContext);
}

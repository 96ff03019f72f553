import type {
	afterHandleMessagePayload,
	Connection,
	Extension,
	onStatelessPayload
} from '@hocuspocus/server';
import { parseClientMessage } from '#core/wire/stateless.ts';
import { sessionOf } from '../connection-context.ts';
import type { ConnectionContext } from '../connection-context.ts';
import { tell } from '../tell.ts';
import { SYNC_MESSAGE } from '../sync-message.ts';
import { EXTENSION_ORDER } from './order.ts';

/**
 * Answers `barrier` with `durable`. Hocuspocus handles the messages of a connection one after the
 * other, each to its end, and calls stateless handlers in that order too: so all that came before is
 * committed by now. Before the difference that opens the session it proves nothing, and waits.
 * Whoever may only read gets no answer: nothing of theirs was ever stored.
 */
export function barrier(): Extension<ConnectionContext> {
	return {
		extensionName: 'barrier',
		priority: EXTENSION_ORDER.barrier,

		onStateless({ connection, payload }: onStatelessPayload): Promise<void> {
			const message = parseClientMessage(payload);
			const session = sessionIn(connection);
			if (message === undefined || session.access === 'read') return Promise.resolve();
			if (session.hasSynced) tell(connection, { t: 'durable', n: message.n });
			else session.waitingBarriers.push(message.n);
			return Promise.resolve();
		},

		afterHandleMessage({
			connection
		}: afterHandleMessagePayload<ConnectionContext>): Promise<void> {
			const session = sessionIn(connection);
			if (session.handling === SYNC_MESSAGE.stepTwo && !session.hasSynced) {
				session.hasSynced = true;
				for (const n of session.waitingBarriers.splice(0)) tell(connection, { t: 'durable', n });
			}
			session.handling = undefined;
			return Promise.resolve();
		}
	};
}

function sessionIn(connection: Connection): ReturnType<typeof sessionOf> {
	return sessionOf(connection.context as ConnectionContext);
}

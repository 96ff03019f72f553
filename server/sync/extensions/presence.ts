import type {
	beforeHandleAwarenessPayload,
	beforeHandleMessagePayload,
	Document,
	Extension
} from '@hocuspocus/server';
import { removeAwarenessStates } from 'y-protocols/awareness';
import { PRESENCE_BYTES, parsePresence } from '#core/wire/presence.ts';
import type { PresenceState } from '#core/wire/presence.ts';
import type { Identity } from '../../access/identity.ts';
import { sessionOf } from '../connection-context.ts';
import type { ConnectionContext, Session } from '../connection-context.ts';
import type { LiveDocuments } from '../live-documents.ts';
import { clientsIn } from '../presence-message.ts';
import { EXTENSION_ORDER } from './order.ts';

const NAME_LENGTH = 80;
const encoder = new TextEncoder();

export interface PresenceOptions {
	readonly documents: LiveDocuments;
}

/**
 * Presence that nobody can forge: one state per connection, under the verified name, with the fields
 * we know. What does not fit is dropped without a word; the next message will do better.
 */
export function presence({ documents }: PresenceOptions): Extension<ConnectionContext> {
	return {
		extensionName: 'presence',
		priority: EXTENSION_ORDER.presence,

		/** Hocuspocus loses removals on their way, and adds a state of its own: read the frame here. */
		beforeHandleMessage(data: beforeHandleMessagePayload<ConnectionContext>): Promise<void> {
			const session = sessionOf(data.context);
			const clients = clientsIn(data.update);
			const own = session.presence;
			if (own !== undefined && clients.removed.includes(own)) leave(session, data.document);
			session.presenceSent = clients.shown;
			return Promise.resolve();
		},

		beforeHandleAwareness({
			states,
			context,
			document
		}: beforeHandleAwarenessPayload<ConnectionContext>): Promise<void> {
			const session = sessionOf(context);
			const shown =
				documents.of(document).kind === 'map' ? ownState(states, session, document) : undefined;
			states.clear();
			if (shown === undefined || !session.presenceRate.tryTake(1, performance.now())) {
				return Promise.resolve();
			}
			if (session.presence !== undefined && session.presence !== shown.clientId) {
				leave(session, document);
			}
			session.presence = shown.clientId;
			states.set(shown.clientId, shown.state);
			return Promise.resolve();
		}
	};
}

interface Shown {
	readonly clientId: number;
	readonly state: PresenceState;
}

/** The one state of a message that its sender may show, or nothing. */
function ownState(
	states: ReadonlyMap<number, unknown>,
	session: Session,
	document: Document
): Shown | undefined {
	// Who they are is not known: they see the others and are not seen.
	if (session.identity === null) return undefined;
	const user = shownUser(session.identity);
	for (const clientId of session.presenceSent) {
		// The very first state has clock 0, which y-protocols takes for old news.
		if (!states.has(clientId)) continue;
		// Not ours, but shown: somebody else is behind it.
		if (clientId !== session.presence && document.awareness.states.has(clientId)) continue;
		const state = parsePresence({ ...asObject(states.get(clientId)), user });
		if (state === undefined) continue;
		if (encoder.encode(JSON.stringify(state)).length > PRESENCE_BYTES) continue;
		return { clientId, state };
	}
	return undefined;
}

function leave(session: Session, document: Document): void {
	if (session.presence === undefined) return;
	removeAwarenessStates(document.awareness, [session.presence], 'left');
	session.presence = undefined;
}

function shownUser({ id, name, color }: Identity): PresenceState['user'] {
	return { id, name: name.slice(0, NAME_LENGTH), color };
}

function asObject(value: unknown): object {
	return typeof value === 'object' && value !== null ? value : {};
}

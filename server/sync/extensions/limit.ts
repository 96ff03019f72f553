import type {
	afterHandleMessagePayload,
	Extension,
	onAuthenticatePayload,
	onConnectPayload,
	onDisconnectPayload
} from '@hocuspocus/server';
import type { SyncLimits } from '../../config.ts';
import { sessionOf } from '../connection-context.ts';
import type { ConnectionContext } from '../connection-context.ts';
import { Refusal } from '../refusal.ts';
import type { SocketState } from '../socket-state.ts';
import { EXTENSION_ORDER } from './order.ts';

/** What Hocuspocus calls the socket of a connection that the server opened itself. */
const SERVER_SOCKET = 'server';

/** The sockets of each person. */
export class UserSockets {
	readonly #byUser = new Map<string, Set<SocketState>>();

	/** False when the person has as many as they may. */
	add(userId: string, socket: SocketState, most: number): boolean {
		const sockets = this.#byUser.get(userId) ?? new Set();
		if (!sockets.has(socket) && sockets.size >= most) return false;
		this.#byUser.set(userId, sockets.add(socket));
		return true;
	}

	remove(socket: SocketState): void {
		for (const [userId, sockets] of this.#byUser) {
			if (sockets.delete(socket) && sockets.size === 0) this.#byUser.delete(userId);
		}
	}
}

export interface LimitOptions {
	readonly limits: SyncLimits;
	readonly sockets: UserSockets;
}

/**
 * How much of everything one socket and one person may have. Frames are limited by the WebSocket
 * server, rates and queues by `SocketState`, what a document may hold by the gate.
 */
export function limit({ limits, sockets }: LimitOptions): Extension<ConnectionContext> {
	return {
		extensionName: 'limit',
		priority: EXTENSION_ORDER.limit,

		onConnect(data: onConnectPayload<ConnectionContext>): Promise<void> {
			const { documents } = data.context.socket;
			const isNew = !documents.has(data.documentName);
			if (isNew && documents.size >= limits.documentsPerSocket) {
				return Promise.reject(new Refusal('limit', 'documents'));
			}
			documents.add(data.documentName);
			return Promise.resolve();
		},

		onAuthenticate({ context }: onAuthenticatePayload<ConnectionContext>): Promise<void> {
			const { identity } = sessionOf(context);
			// Anonymous readers have nothing in common that could be counted: behind one address may be
			// a whole school.
			return identity === null || sockets.add(identity.id, context.socket, limits.socketsPerUser)
				? Promise.resolve()
				: Promise.reject(new Refusal('limit', 'sockets'));
		},

		afterHandleMessage(data: afterHandleMessagePayload<ConnectionContext>): Promise<void> {
			data.context.socket.handled(data.connection.messageAddress, data.update.length);
			return Promise.resolve();
		},

		onDisconnect(data: onDisconnectPayload<ConnectionContext>): Promise<void> {
			// The server's own writes come without a socket.
			if (data.socketId !== SERVER_SOCKET) data.context.socket.forget(data.documentName);
			return Promise.resolve();
		}
	};
}

import type { Sync } from './sync/types.ts';

/** Refuses every socket: for a server without live documents. */
export function createSync(): Sync {
	return {
		handleUpgrade: (_request, socket) => {
			socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
		},
		stop: () => Promise.resolve()
	};
}

import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

type State = 'open' | 'hang' | 'cut';

interface Target {
	readonly hostname: string;
	readonly port: number;
}

/** Between a client and a server, so that a test can take the server away and bring it back. */
export class TcpProxy {
	readonly #target: Target;
	readonly #server: Server;
	readonly #sockets = new Set<Socket>();
	#state: State = 'open';

	constructor(target: Target) {
		this.#target = target;
		this.#server = createServer((socket) => this.#accept(socket));
	}

	async listen(): Promise<number> {
		this.#server.listen(0, '127.0.0.1');
		await once(this.#server, 'listening');
		return (this.#server.address() as AddressInfo).port;
	}

	set(state: State): void {
		this.#state = state;
		for (const socket of this.#sockets) {
			if (state === 'cut') socket.destroy();
			else if (state === 'hang') socket.pause();
			else socket.resume();
		}
	}

	close(): void {
		this.#server.close();
		for (const socket of this.#sockets) socket.destroy();
	}

	#accept(client: Socket): void {
		if (this.#state === 'cut') {
			client.destroy();
			return;
		}
		const database = connect(this.#target.port, this.#target.hostname);
		for (const [from, to] of [
			[client, database],
			[database, client]
		] as const) {
			this.#sockets.add(from);
			from.setNoDelay(true);
			from.on('data', (data) => to.write(data));
			from.on('error', () => from.destroy());
			from.on('close', () => {
				this.#sockets.delete(from);
				to.destroy();
			});
			if (this.#state === 'hang') from.pause();
		}
	}
}

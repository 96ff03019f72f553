import { HocuspocusProviderWebsocket } from '@hocuspocus/provider';

/** A workshop notices every second: never wait longer than this between attempts. */
const MAX_DELAY_MS = 5_000;
/** While the browser says that there is no network, and the line stands: how often to ask the server. */
const ASK_EVERY_MS = 2_000;

/**
 * The one socket of this tab; all documents share it. Opens with the first document, and comes back
 * by itself.
 */
export class Connection {
	#socket: HocuspocusProviderWebsocket | undefined;
	#online = $state(false);
	/** False until an attempt was decided, so that nobody is told "offline" while we dial. */
	#tried = $state(false);
	#asking = false;

	/** True while the server is reached. */
	get online(): boolean {
		return this.#online;
	}

	/** True when the server was not reached or was lost. */
	get offline(): boolean {
		return this.#tried && !this.#online;
	}

	get socket(): HocuspocusProviderWebsocket {
		return (this.#socket ??= this.#open());
	}

	/** True when a message would leave at once instead of being queued. */
	get isOpen(): boolean {
		return this.#socket?.webSocket?.readyState === WebSocket.OPEN;
	}

	#open(): HocuspocusProviderWebsocket {
		const url = new URL('/sync', location.href);
		url.protocol = url.protocol.replace('http', 'ws');
		const socket = new HocuspocusProviderWebsocket({
			url: url.href,
			delay: 500,
			minDelay: 500,
			factor: 1.6,
			maxDelay: MAX_DELAY_MS,
			messageReconnectTimeout: 30_000,
			onConnect: () => this.#settle(true),
			onDisconnect: () => this.#settle(false)
		});
		socket.on('close', () => this.#settle(false));
		window.addEventListener('online', () => {
			void socket.connect();
			void this.#ask();
		});
		window.addEventListener('offline', () => {
			this.#settle(false);
			void this.#ask();
		});
		return socket;
	}

	/**
	 * A line outlives a network that is away for a moment, and a server on this machine needs none: no
	 * new connection tells then that it is reached.
	 */
	async #ask(): Promise<void> {
		if (this.#asking) return;
		this.#asking = true;
		while (this.offline && this.isOpen) {
			if (await serverAnswers()) this.#settle(this.isOpen);
			else await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
		}
		this.#asking = false;
	}

	#settle(online: boolean): void {
		this.#online = online;
		this.#tried = true;
	}
}

async function serverAnswers(): Promise<boolean> {
	const signal = AbortSignal.timeout(ASK_EVERY_MS);
	const answer = await fetch('/healthz', { cache: 'no-store', signal }).catch(() => undefined);
	return answer?.ok === true;
}

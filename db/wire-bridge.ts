import type { Socket } from 'node:net';
import type { PGlite } from '@electric-sql/pglite';
import { AnswerReader } from './wire-answers.ts';
import { FrameReader } from './wire-frames.ts';
import type { Frame } from './wire-frames.ts';

/** A transaction that its owner left alone for this long is rolled back: it keeps everybody out. */
const IDLE_TRANSACTION_MS = 30_000;

const IDLE = 'I'.charCodeAt(0);
/** Sync: ends a unit that was cut off, so that the backend listens again. */
const SYNC_MESSAGE = Uint8Array.of(0x53, 0, 0, 0, 4);

interface Work {
	readonly client: Client;
	readonly bytes: Uint8Array;
	readonly complete: boolean;
}

interface Client {
	readonly socket: Socket;
	readonly reader: FrameReader;
}

/**
 * Lets several clients speak the PostgreSQL protocol to one PGlite. PGlite is one session, so their
 * units of work run one after the other, and a transaction keeps the others waiting until it ends.
 *
 * What the clients share because of that: `SET`, named prepared statements, session advisory locks.
 * Our code uses none of them on the pool. And nobody may wait, inside a transaction, for another
 * client of the pool: that one cannot be served before the transaction ends.
 *
 * Not `@electric-sql/pglite-socket`: it queues single protocol messages, so two clients overwrite
 * each other's unnamed statement between parse and execute, and one failure stops its queue for good.
 */
export class WireBridge {
	readonly #db: PGlite;
	readonly #onFatal: (error: unknown) => void;
	readonly #clients = new Set<Client>();
	#queue: Work[] = [];
	#running = false;
	/** Who has a transaction, or a unit of work, open. */
	#owner: Client | undefined;
	#idleTimer: NodeJS.Timeout | undefined;

	constructor(db: PGlite, onFatal: (error: unknown) => void) {
		this.#db = db;
		this.#onFatal = onFatal;
	}

	/** Serves one connection until it ends. */
	accept(socket: Socket): void {
		const client: Client = { socket, reader: new FrameReader() };
		this.#clients.add(client);
		socket.setNoDelay(true);
		socket.on('data', (chunk: Buffer) => this.#receive(client, chunk));
		socket.on('error', () => socket.destroy());
		socket.on('close', () => this.#drop(client));
	}

	/** Ends all connections. Work that has begun is finished: PGlite is synchronous. */
	close(): void {
		for (const client of this.#clients) client.socket.destroy();
	}

	#receive(client: Client, chunk: Buffer): void {
		let frames: Frame[];
		try {
			frames = client.reader.push(chunk);
		} catch {
			client.socket.destroy();
			return;
		}
		for (const frame of frames) this.#handle(client, frame);
		void this.#run();
	}

	#handle(client: Client, frame: Frame): void {
		switch (frame.kind) {
			case 'encryption-request':
				client.socket.write('N');
				break;
			case 'startup':
				this.#queue.push({ client, bytes: frame.bytes, complete: true });
				break;
			case 'work':
				this.#queue.push({ client, bytes: frame.bytes, complete: frame.complete });
				break;
			case 'terminate':
			case 'cancel-request':
				client.socket.end();
				break;
		}
	}

	async #run(): Promise<void> {
		if (this.#running) return;
		this.#running = true;
		try {
			for (let work = this.#next(); work !== undefined; work = this.#next()) {
				await this.#execute(work);
			}
		} catch (error) {
			// A trap inside WebAssembly leaves the database in an unknown state: start afresh.
			this.#onFatal(error);
		} finally {
			this.#running = false;
		}
	}

	#next(): Work | undefined {
		const owner = this.#owner;
		const index = owner === undefined ? 0 : this.#queue.findIndex((work) => work.client === owner);
		return index < 0 ? undefined : this.#queue.splice(index, 1)[0];
	}

	async #execute({ client, bytes, complete }: Work): Promise<void> {
		clearTimeout(this.#idleTimer);
		const answers = new AnswerReader();
		const send = (data: Uint8Array) => client.socket.writable && client.socket.write(data);
		await this.#db.execProtocolRawStream(bytes, {
			onRawData: (data) => {
				for (const piece of answers.push(data)) send(piece);
			}
		});
		// Once, and not before the client asked to be told: see AnswerReader.
		if (complete && answers.ready !== undefined) send(answers.ready);
		this.#owner = complete && answers.status === IDLE ? undefined : client;
		if (this.#owner === undefined) return;
		if (!this.#clients.has(client)) await this.#rollback();
		else this.#idleTimer = setTimeout(() => client.socket.destroy(), IDLE_TRANSACTION_MS);
	}

	#drop(client: Client): void {
		this.#clients.delete(client);
		this.#queue = this.#queue.filter((work) => work.client !== client);
		if (this.#owner !== client || this.#running) return;
		void this.#rollback().then(
			() => this.#run(),
			(error: unknown) => this.#onFatal(error)
		);
	}

	async #rollback(): Promise<void> {
		clearTimeout(this.#idleTimer);
		await this.#db.execProtocolRawStream(SYNC_MESSAGE, { onRawData: () => undefined });
		await this.#db.exec('rollback');
		this.#owner = undefined;
	}
}

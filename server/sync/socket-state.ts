import type { WebSocket } from 'ws';
import type { SyncLimits } from '../config.ts';
import { TokenBucket } from './token-bucket.ts';

/** A socket may stand still this long because of what it sent; then something is stuck. */
const PAUSE_LIMIT_MS = 60_000;
/** Seconds' worth of messages and bytes that may come at once. */
const BURST_SECONDS = 3;

/**
 * What one socket has sent that is not handled yet, and how fast it sends. Too much, or too fast,
 * does not end it: it is not read from until there is room, and its own side has to wait.
 */
export class SocketState {
	/** Names of the documents it has open or is opening. */
	readonly documents = new Set<string>();
	readonly #ws: WebSocket;
	readonly #limits: SyncLimits;
	readonly #messages: TokenBucket;
	readonly #bytes: TokenBucket;
	/** Messages that wait, by document, with their bytes. */
	readonly #waiting = new Map<string, { messages: number; bytes: number }>();
	#waitingMessages = 0;
	#waitingBytes = 0;
	#slowUntil = 0;
	#timer: NodeJS.Timeout | undefined;
	#pausedSince: number | undefined;
	#isEnding = false;

	constructor(ws: WebSocket, limits: SyncLimits) {
		this.#ws = ws;
		this.#limits = limits;
		const now = performance.now();
		const bucket = (perSecond: number) =>
			new TokenBucket(perSecond, { burst: perSecond * BURST_SECONDS, now });
		this.#messages = bucket(limits.messagesPerSecond);
		this.#bytes = bucket(limits.bytesPerSecond);
	}

	/** Counts a message for its rate. */
	received(bytes: number): void {
		const now = performance.now();
		const wait = Math.max(this.#messages.take(1, now), this.#bytes.take(bytes, now));
		if (wait > 0) this.#slowUntil = Math.max(this.#slowUntil, now + wait);
		this.#adjust();
	}

	/** A message for a document waits for its turn. */
	queued(document: string, bytes: number): void {
		const entry = this.#waiting.get(document) ?? { messages: 0, bytes: 0 };
		this.#waiting.set(document, entry);
		entry.messages++;
		entry.bytes += bytes;
		this.#waitingMessages++;
		this.#waitingBytes += bytes;
		this.#adjust();
	}

	/** One message of a document has been handled. */
	handled(document: string, bytes: number): void {
		const entry = this.#waiting.get(document);
		if (entry === undefined || entry.messages === 0) return;
		const counted = Math.min(bytes, entry.bytes);
		entry.messages--;
		entry.bytes -= counted;
		this.#waitingMessages--;
		this.#waitingBytes -= counted;
		this.#adjust();
	}

	/** A document was closed: what waited for it is gone. */
	forget(document: string): void {
		this.documents.delete(document);
		const entry = this.#waiting.get(document);
		if (entry === undefined) return;
		this.#waiting.delete(document);
		this.#waitingMessages -= entry.messages;
		this.#waitingBytes -= entry.bytes;
		this.#adjust();
	}

	/** The socket is being closed: what it still has to say is its goodbye, and must be read. */
	ending(): void {
		this.#isEnding = true;
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#resume();
	}

	#adjust(): void {
		if (this.#isEnding) return;
		if (this.#mayRead()) this.#resume();
		else this.#pause();
	}

	#mayRead(): boolean {
		// Once stopped, it reads again at half: reading and stopping for each message would be slow.
		const share = this.#pausedSince === undefined ? 1 : 0.5;
		return (
			this.#slowUntil <= performance.now() &&
			this.#waitingMessages <= this.#limits.queuedMessages * share &&
			this.#waitingBytes <= this.#limits.queuedBytes * share
		);
	}

	#pause(): void {
		const now = performance.now();
		if (this.#pausedSince === undefined) {
			this.#pausedSince = now;
			this.#ws.pause();
		}
		if (now - this.#pausedSince > PAUSE_LIMIT_MS) return this.#ws.terminate();
		const wait = Math.max(10, Math.min(1_000, this.#slowUntil - now));
		this.#timer ??= setTimeout(() => {
			this.#timer = undefined;
			this.#adjust();
		}, wait);
	}

	#resume(): void {
		if (this.#pausedSince === undefined) return;
		this.#pausedSince = undefined;
		this.#ws.resume();
	}
}

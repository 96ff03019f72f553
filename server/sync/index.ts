import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Document } from '@hocuspocus/server';
import { WebSocketServer } from 'ws';
import { documentName } from '#core/doc/names.ts';
import type { DocumentName } from '#core/doc/names.ts';
import type { ServerMessage } from '#core/wire/stateless.ts';
import { Projector } from '../projection/projector.ts';
import { attachSocket } from './attach-socket.ts';
import { Compactor } from './compactor.ts';
import { deleteDocument } from './delete-document.ts';
import { EditCopies } from './edit-copies.ts';
import { barrier } from './extensions/barrier.ts';
import { gate } from './extensions/gate.ts';
import { identify } from './extensions/identify.ts';
import { limit, UserSockets } from './extensions/limit.ts';
import { load } from './extensions/load.ts';
import { log as logFirst } from './extensions/log.ts';
import { presence } from './extensions/presence.ts';
import { followStack } from './follow-stack.ts';
import type { LiveDocument } from './live-document.ts';
import { LiveDocuments } from './live-documents.ts';
import { createLiveRights } from './live-rights.ts';
import type { LiveRights } from './live-rights.ts';
import { loadAside } from './load-aside.ts';
import { Revocation } from './revocation.ts';
import { SyncHocuspocus } from './sync-hocuspocus.ts';
import { tell } from './tell.ts';
import { readLive, transactDurably, withDocument } from './transact-durably.ts';
import type { TransactParts } from './transact-durably.ts';
import type { Sync, SyncOptions } from './types.ts';
import { UpdateLog } from './update-log.ts';

/** Messages that one socket may send before it is known who it is: edits made while it was away. */
const MESSAGES_BEFORE_IDENTITY = 1_000;
/** A socket that says nothing for so long is gone. Presence speaks every 15 s. */
const SILENCE_MS = 60_000;
/** How often to look for documents that nobody needs in memory any more. */
const SWEEP_MS = 2_000;
/** How often the tokens of all connections are looked at. */
const TOKEN_CHECK_MS = 30_000;
/** How soon to write the tables again, after they could not be written. */
const AGAIN_MS = 1_000;
/** How long to wait for the other side of a close. */
const GOODBYE_MS = 1_000;
/** Code of a close because the server goes away. */
const GOING_AWAY = 1001;

/** Live documents over WebSocket: identify → limit → load → gate → log → barrier → presence. */
export function createSync(options: SyncOptions): Sync {
	return new SyncServer(options);
}

class SyncServer implements Sync {
	readonly #options: SyncOptions;
	readonly #sockets: WebSocketServer;
	readonly #userSockets = new UserSockets();
	readonly #documents = new LiveDocuments();
	readonly #copies = new EditCopies();
	readonly #hocuspocus: SyncHocuspocus;
	readonly #updateLog: UpdateLog;
	readonly #projector: Projector;
	readonly #compactor: Compactor;
	readonly #liveRights: LiveRights;
	readonly #revocation: Revocation;
	readonly #sweep: NodeJS.Timeout;
	readonly #tokenCheck: NodeJS.Timeout;
	#stopping = false;

	constructor(options: SyncOptions) {
		this.#options = options;
		const { database, log, metrics, limits, rights, verifyToken, tuning = {} } = options;
		this.#sockets = new WebSocketServer({
			noServer: true,
			maxPayload: limits.frameBytes,
			perMessageDeflate: false
		});
		this.#updateLog = new UpdateLog({
			database,
			log,
			metrics,
			onState: (t) => this.#tellAll({ t }),
			patienceMs: tuning.patienceMs
		});
		this.#projector = new Projector({
			database,
			log,
			metrics,
			loadSource: (name) => loadAside(name, { database, log })
		});
		this.#compactor = new Compactor({ database, log, rowsInUse: tuning.compactAfterRows });
		this.#liveRights = createLiveRights({
			database,
			rights,
			projector: this.#projector,
			liveMaps: () => this.#liveMaps()
		});
		this.#revocation = new Revocation({
			documents: () => this.#hocuspocus.documents,
			layersOf: (mapId) => this.#liveRights.layersOf(mapId),
			accessOf: (subject, actors) => this.#liveRights.accessOf(subject, actors),
			verifyToken,
			log
		});
		this.#hocuspocus = this.#createHocuspocus();
		this.#tokenCheck = setInterval(
			() => void this.#revocation.checkTokens(),
			tuning.tokenCheckMs ?? TOKEN_CHECK_MS
		);
		this.#sweep = setInterval(() => this.#unloadIdle(), SWEEP_MS);
		void this.#projector.catchUp().catch((error: unknown) => {
			log.error({ err: error }, 'could not look for tables that are behind');
		});
	}

	handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
		if (this.#stopping) {
			socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
			return;
		}
		const { limits, metrics } = this.#options;
		this.#sockets.handleUpgrade(request, socket, head, (ws) => {
			metrics.connections.inc();
			attachSocket(ws, request, {
				hocuspocus: this.#hocuspocus,
				limits,
				onClose: (state) => {
					metrics.connections.dec();
					this.#userSockets.remove(state);
				}
			});
		});
	}

	transactDurably: Sync['transactDurably'] = (name, edit, identity) =>
		transactDurably(this.#transactParts(), { name, edit, identity });

	read: Sync['read'] = (name, read) => readLive(this.#transactParts(), name, read);

	publishing: Sync['publishing'] = async (mapId, publish) => {
		const done = this.#liveRights.publishing(mapId);
		const parts = this.#transactParts();
		try {
			return await withDocument(parts, documentName('map', mapId), async (document) => {
				const live = this.#documents.of(document);
				await live.settled();
				await this.#projector.flush(live);
				return publish();
			});
		} finally {
			done();
		}
	};

	rightsChanged: Sync['rightsChanged'] = (change) => this.#revocation.changed(change);

	/** The guest's connections first: what they still bring must not meet claims that are not theirs. */
	personMerged: Sync['personMerged'] = async (guestId, accountId) => {
		await this.#revocation.changed({ userId: guestId });
		await Promise.allSettled(this.#hocuspocus.loadingDocuments.values());
		for (const document of this.#hocuspocus.documents.values()) {
			this.#documents.find(document)?.claims.handOver(guestId, accountId);
		}
		await this.#revocation.changed({ userId: accountId });
	};

	deleteDocument: Sync['deleteDocument'] = (name, identity) =>
		deleteDocument(
			{
				database: this.#options.database,
				hocuspocus: this.#hocuspocus,
				documents: this.#documents,
				projector: this.#projector,
				isCompacting: (document) => {
					const live = this.#documents.find(document);
					return live !== undefined && this.#compactor.isRunning(live);
				},
				transactDurably: this.transactDurably
			},
			{ name, identity }
		);

	get documentNames(): string[] {
		return [...this.#hocuspocus.documents.keys()];
	}

	connectionsOf(name: DocumentName): number {
		return this.#hocuspocus.documents.get(name)?.getConnectionsCount() ?? 0;
	}

	/** Nothing depends on it but the freshness of the tables: what is acknowledged is in the log. */
	async stop(limitMs: number): Promise<void> {
		this.#stopping = true;
		clearInterval(this.#sweep);
		clearInterval(this.#tokenCheck);
		this.#revocation.stop();
		const cutOff = AbortSignal.timeout(limitMs);
		const late = sleep(limitMs, undefined, { ref: false });
		await Promise.race([this.#drain(cutOff), late]);
		this.#updateLog.close();
		this.#copies.close();
		for (const ws of this.#sockets.clients) ws.terminate();
		for (const document of this.#hocuspocus.documents.values()) document.destroy();
		this.#hocuspocus.documents.clear();
		this.#options.metrics.documentsOpen.set(0);
	}

	/** Lets no more in, sees through what is under way, then says goodbye. */
	async #drain(cutOff: AbortSignal): Promise<void> {
		for (const ws of this.#sockets.clients) ws.pause();
		const isBusy = () =>
			[...this.#hocuspocus.documents.values()].some(
				(document) => this.#documents.find(document)?.isBusy === true
			);
		while (isBusy() && !cutOff.aborted) await sleep(10);
		await this.#projector.stop();
		for (const ws of this.#sockets.clients) {
			ws.close(GOING_AWAY);
			ws.resume();
		}
		const goodbye = AbortSignal.any([cutOff, AbortSignal.timeout(GOODBYE_MS)]);
		while (this.#sockets.clients.size > 0 && !goodbye.aborted) await sleep(10);
	}

	#transactParts(): TransactParts {
		return {
			hocuspocus: this.#hocuspocus,
			documents: this.#documents,
			updateLog: this.#updateLog,
			projector: this.#projector,
			rights: this.#liveRights,
			copies: this.#copies
		};
	}

	#createHocuspocus(): SyncHocuspocus {
		const { database, log, limits, verifyToken } = this.#options;
		const documents = this.#documents;
		return new SyncHocuspocus(
			{
				log,
				mayUnload: (document) => this.#mayUnload(document),
				extensions: [
					identify({
						verifyToken,
						documents,
						log,
						revocation: this.#revocation,
						accessTo: (subject, identity) => this.#liveRights.accessTo(subject, identity)
					}),
					limit({ limits, sockets: this.#userSockets }),
					load({
						database,
						log,
						documents,
						onLoaded: (live, { isBehind }) => {
							this.#projector.follow(live, { isBehind });
							followStack(live, (layerIds) => void this.#layersLeft(live, layerIds));
							this.#compactor.consider(live);
						}
					}),
					gate({ documents, log, rights: this.#liveRights }),
					logFirst({
						documents,
						updateLog: this.#updateLog,
						onApplied: (live, { isFirst }) => {
							this.#compactor.consider(live);
							if (isFirst) this.#born(live);
						}
					}),
					barrier(),
					presence({ documents }),
					this.#houseKeeping()
				]
			},
			{
				maxUnauthenticatedQueueSize: limits.queuedBytes,
				maxUnauthenticatedQueueMessages: MESSAGES_BEFORE_IDENTITY,
				maxPendingDocuments: limits.documentsPerSocket,
				timeout: SILENCE_MS
			}
		);
	}

	#houseKeeping(): ConstructorParameters<typeof SyncHocuspocus>[0]['extensions'][number] {
		return {
			connected: ({ connection }) => {
				if (this.#updateLog.isPaused) tell(connection, { t: 'paused' });
				return Promise.resolve();
			},
			beforeUnloadDocument: async ({ document }) => {
				const live = this.#documents.find(document);
				if (live !== undefined) await this.#compactor.considerAtRest(live);
			}
		};
	}

	#mayUnload(document: Document): boolean {
		const live = this.#documents.find(document);
		if (live === undefined) return true;
		return (
			!live.isBusy &&
			!this.#documents.isOpening(live.name) &&
			!this.#projector.isBehind(live) &&
			!this.#compactor.isRunning(live)
		);
	}

	*#liveMaps(): Generator<LiveDocument> {
		for (const document of this.#hocuspocus.documents.values()) {
			const live = this.#documents.find(document);
			if (live?.kind === 'map') yield live;
		}
	}

	/** Somebody made it: from now on it is theirs, also towards those who had it open before. */
	#born({ kind, id }: LiveDocument): void {
		if (kind === 'map') void this.#revocation.changed({ mapId: id });
		if (kind === 'layer') void this.#revocation.changed({ layerId: id });
	}

	/** The tables say who may see a layer: they first, and then those who have it open. */
	async #layersLeft(live: LiveDocument, layerIds: readonly string[]): Promise<void> {
		while (!this.#stopping) {
			try {
				await this.#projector.flush(live);
				break;
			} catch {
				// Said in the log already.
				await sleep(AGAIN_MS);
			}
		}
		await Promise.all(layerIds.map((layerId) => this.#revocation.changed({ layerId })));
	}

	#unloadIdle(): void {
		const { documents } = this.#hocuspocus;
		for (const document of documents.values()) {
			if (document.getConnectionsCount() > 0) continue;
			void this.#hocuspocus.unloadDocument(document);
		}
		this.#options.metrics.documentsOpen.set(documents.size);
		this.#projector.measureLag();
	}

	#tellAll(message: ServerMessage): void {
		for (const document of this.#hocuspocus.documents.values()) {
			for (const connection of document.getConnections()) tell(connection, message);
		}
	}
}

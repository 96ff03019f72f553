import type { Connection, Document } from '@hocuspocus/server';
import { documentName, parseDocumentName } from '#core/doc/names.ts';
import type { DocumentName } from '#core/doc/names.ts';
import type { Identity } from '../access/identity.ts';
import type { Admission, Rights } from '../access/rights.ts';
import type { TokenVerifier } from '../access/verify-token.ts';
import type { Logger } from '../log.ts';
import { sessionOf } from './connection-context.ts';
import type { ConnectionContext, Session } from './connection-context.ts';
import { cutOff } from './cut-off.ts';
import { Refusal } from './refusal.ts';
import { tell } from './tell.ts';

/** What changed: rights on a map, or on a layer, or what a person is. */
export type RightsChange =
	{ readonly mapId: string } | { readonly layerId: string } | { readonly userId: string };

export interface RevocationOptions {
	/** The documents in memory, by name. */
	readonly documents: () => ReadonlyMap<string, Document>;
	/** Ids of the layers that a map shows, as far as anybody knows. */
	readonly layersOf: (mapId: string) => Promise<Iterable<string>>;
	readonly accessOf: Rights['accessOf'];
	readonly verifyToken: TokenVerifier;
	readonly log: Logger;
}

/** With the database away rights can't be read; nothing can be written either until it is back. */
const AGAIN_MS = 1_000;
/** How long a browser may take to send a fresh token for one that has run out. */
const TOKEN_GRACE_MS = 20_000;

/**
 * Makes what people may do true for the connections that stand. One change after the other: an older
 * answer must never come after a newer one.
 */
export class Revocation {
	readonly #options: RevocationOptions;
	#epoch = 0;
	#running: Promise<void> = Promise.resolve();
	#retry: NodeJS.Timeout | undefined;
	#stopped = false;

	constructor(options: RevocationOptions) {
		this.#options = options;
	}

	/** Grows with each change: an answer from before may be out of date. */
	get epoch(): number {
		return this.#epoch;
	}

	/** Resolves when all connections are as they should be. Never rejects. */
	changed(change: RightsChange): Promise<void> {
		this.#epoch++;
		return this.#enqueue(() =>
			'userId' in change ? this.#checkPerson(change.userId) : this.#checkDocuments(change)
		);
	}

	/** Looks again at one connection, or at all of a document. Never rejects. */
	recheck(of: Connection | Document): Promise<void> {
		return this.#enqueue(() =>
			'document' in of ? this.#settle(of.document, [of]) : this.#settle(of, of.getConnections())
		);
	}

	/**
	 * Tokens run out, and sessions are ended elsewhere. Whoever holds one that is worth nothing is
	 * asked for a fresh one, and cut off without it.
	 */
	checkTokens(): Promise<void> {
		return this.#enqueue(() => this.#checkTokens(TOKEN_GRACE_MS));
	}

	stop(): void {
		this.#stopped = true;
		clearTimeout(this.#retry);
	}

	#enqueue(work: () => Promise<void>): Promise<void> {
		this.#running = this.#running.then(async () => {
			if (this.#stopped) return;
			try {
				await work();
			} catch (error) {
				this.#options.log.error({ err: error }, 'rights of connections could not be checked');
				this.#retry ??= setTimeout(() => this.#again(), AGAIN_MS);
			}
		});
		return this.#running;
	}

	/** What was missed is not noted: after a failure everybody is looked at. */
	#again(): void {
		this.#retry = undefined;
		void this.#enqueue(async () => {
			for (const document of this.#options.documents().values()) {
				await this.#settle(document, document.getConnections());
			}
		});
	}

	async #checkDocuments(change: Exclude<RightsChange, { readonly userId: string }>): Promise<void> {
		const open = this.#options.documents();
		const names = await this.#namesOf(change);
		const documents = names.flatMap((name) => open.get(name) ?? []);
		await Promise.all(
			documents.map((document) => this.#settle(document, document.getConnections()))
		);
	}

	async #namesOf(
		change: Exclude<RightsChange, { readonly userId: string }>
	): Promise<readonly DocumentName[]> {
		if ('layerId' in change) return [documentName('layer', change.layerId)];
		const { mapId } = change;
		const layerIds = new Set(await this.#options.layersOf(mapId));
		const layers = [...layerIds].map((id) => documentName('layer', id));
		return [documentName('map', mapId), documentName('talk', mapId), ...layers];
	}

	/** A person was renamed, promoted, signed out everywhere or is gone. */
	async #checkPerson(userId: string): Promise<void> {
		// Answers are remembered for a moment.
		this.#options.verifyToken.forget();
		await this.#checkTokens(0, userId);
		const isTheirs = (connection: Connection) => sessionIn(connection).identity?.id === userId;
		await Promise.all(
			[...this.#options.documents().values()].map((document) =>
				this.#settle(document, document.getConnections().filter(isTheirs))
			)
		);
	}

	async #checkTokens(graceMs: number, onlyUserId?: string): Promise<void> {
		const { documents, verifyToken } = this.#options;
		const verified = new Map<string, Promise<Identity | null>>();
		const connections = [...documents().values()].flatMap((it) => it.getConnections());
		const checks = connections.map(async (connection) => {
			const session = sessionIn(connection);
			const { identity, token } = session;
			if (identity === null || (onlyUserId ?? identity.id) !== identity.id) return;
			const found = verified.get(token) ?? verifyToken(token);
			verified.set(token, found);
			const present = await found;
			// A fresh one may have come meanwhile.
			if (session.token !== token) return;
			if (present !== null) session.identity = present;
			else expire(connection, session, graceMs);
		});
		await Promise.all(checks);
	}

	async #settle(document: Document, connections: readonly Connection[]): Promise<void> {
		const subject = parseDocumentName(document.name);
		if (subject === undefined || connections.length === 0) return;
		const people = new Map(
			connections.map((connection) => {
				const { identity } = sessionIn(connection);
				return [identity?.id ?? null, identity] as const;
			})
		);
		const accessOf = await this.#options.accessOf(subject, [...people.values()]);
		for (const connection of connections)
			admit(connection, accessOf(sessionIn(connection).identity));
	}
}

function admit(connection: Connection, admission: Admission): void {
	if (admission.access === 'none') return cutOff(connection, new Refusal(admission.reason));
	const session = sessionIn(connection);
	const { access } = admission;
	if (session.isOver || session.access === access) return;
	session.access = access;
	connection.readOnly = access === 'read';
	if (access === 'write') session.hasRefused = false;
	tell(connection, { t: 'access', access });
}

function expire(connection: Connection, session: Session, graceMs: number): void {
	const now = performance.now();
	session.expiredAt ??= now;
	if (now - session.expiredAt >= graceMs) cutOff(connection, new Refusal('signed-out'));
	else connection.requestToken();
}

function sessionIn(connection: Connection): Session {
	return sessionOf(connection.context as ConnectionContext);
}

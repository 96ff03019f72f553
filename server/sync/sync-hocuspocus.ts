import { Hocuspocus } from '@hocuspocus/server';
import type { Document, HookName, HookPayloadByName } from '@hocuspocus/server';
import type { Logger } from '../log.ts';
import type { ConnectionContext } from './connection-context.ts';

/** Hooks that Hocuspocus calls without waiting: an error in one of them would end the process. */
const UNAWAITED: ReadonlySet<HookName> = new Set([
	'onChange',
	'onStateless',
	'onAwarenessUpdate',
	'onDisconnect',
	'beforeBroadcastStateless',
	'afterUnloadDocument'
]);

export interface SyncHocuspocusOptions {
	readonly log: Logger;
	/** Whether nothing of ours needs the document in memory any more. */
	readonly mayUnload: (document: Document) => boolean;
	readonly extensions: Hocuspocus<ConnectionContext>['configuration']['extensions'];
}

/**
 * Hocuspocus without what loses work: it never stores whole documents (the log does), an error in a
 * hook that nobody waits for is logged, and a document stays in memory while something of it is
 * under way or a connection to it is being opened.
 */
export class SyncHocuspocus extends Hocuspocus<ConnectionContext> {
	readonly #options: SyncHocuspocusOptions;

	constructor(options: SyncHocuspocusOptions, configuration: HocuspocusLimits) {
		super();
		this.#options = options;
		this.configure({ ...configuration, extensions: [...options.extensions], quiet: true });
	}

	override hooks<T extends HookName>(
		name: T,
		payload: HookPayloadByName<ConnectionContext>[T],
		// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- as Hocuspocus has it
		callback: Function | null = null
	): Promise<unknown> {
		const running: Promise<unknown> = super.hooks(name, payload, callback);
		if (!UNAWAITED.has(name)) return running;
		return running.catch((error: unknown) => {
			this.#options.log.error({ err: error, hook: name }, 'a hook failed');
		});
	}

	/** Documents are stored by the log, update by update. */
	override storeDocumentHooks(): Promise<void> {
		return Promise.resolve();
	}

	override shouldUnloadDocument(document: Document): boolean {
		return super.shouldUnloadDocument(document) && this.#options.mayUnload(document);
	}

	override async unloadDocument(document: Document): Promise<void> {
		try {
			await super.unloadDocument(document);
		} catch (error) {
			this.#options.log.error({ err: error, document: document.name }, 'could not unload');
		}
	}
}

export interface HocuspocusLimits {
	readonly maxUnauthenticatedQueueSize: number;
	readonly maxUnauthenticatedQueueMessages: number;
	readonly maxPendingDocuments: number;
	readonly timeout: number;
}

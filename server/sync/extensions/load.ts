import type { Extension, onLoadDocumentPayload } from '@hocuspocus/server';
import type { Database } from '../../db/database.ts';
import type { Logger } from '../../log.ts';
import type { ConnectionContext } from '../connection-context.ts';
import { LiveDocument } from '../live-document.ts';
import type { LiveDocuments } from '../live-documents.ts';
import { loadDocument } from '../load-document.ts';
import type { Loaded } from '../load-document.ts';
import { Refusal } from '../refusal.ts';
import { EXTENSION_ORDER } from './order.ts';

export interface LoadOptions {
	readonly database: Database;
	readonly log: Logger;
	readonly documents: LiveDocuments;
	readonly onLoaded: (live: LiveDocument, loaded: Loaded) => void;
}

/** Brings a document into memory. A database that is away makes clients try again. */
export function load({
	database,
	log,
	documents,
	onLoaded
}: LoadOptions): Extension<ConnectionContext> {
	return {
		extensionName: 'load',
		priority: EXTENSION_ORDER.load,

		async onLoadDocument({
			documentName,
			document
		}: onLoadDocumentPayload<ConnectionContext>): Promise<void> {
			if (documents.isGone(documentName)) throw new Refusal('retry', 'deleting');
			try {
				const loaded = await loadDocument(documentName, document, { database, log });
				const live = LiveDocument.from(documentName, document, loaded);
				documents.add(live);
				onLoaded(live, loaded);
			} catch (error) {
				log.error({ err: error, document: documentName }, 'a document could not be loaded');
				throw new Refusal('retry', 'database');
			}
		}
	};
}

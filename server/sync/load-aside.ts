import * as Y from 'yjs';
import { LiveDocument } from './live-document.ts';
import { loadDocument } from './load-document.ts';
import type { LoadOptions } from './load-document.ts';

/** A document as it is stored, apart from what is live. */
export async function loadAside(name: string, options: LoadOptions): Promise<LiveDocument> {
	const doc = new Y.Doc();
	const loaded = await loadDocument(name, doc, options);
	return LiveDocument.from(name, doc, loaded);
}

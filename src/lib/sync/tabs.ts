import * as Y from 'yjs';
import { origins } from '#core/doc/origins.ts';

type TabMessage = { readonly t: 'update'; readonly update: Uint8Array } | { readonly t: 'wiped' };

/**
 * Tabs of one browser share edits without the network. `onWiped`: another tab put the local copy
 * aside; this tab must let go of it before the browser can delete it.
 */
export function joinTabs(name: string, doc: Y.Doc, onWiped: () => void): TabLink {
	const channel = new BroadcastChannel(`samsyn:${name}`);
	const send = (update: Uint8Array, origin: unknown): void => {
		if (origin !== origins.edit && origin !== origins.undo) return;
		channel.postMessage({ t: 'update', update } satisfies TabMessage);
	};
	doc.on('update', send);
	channel.onmessage = ({ data }: MessageEvent<unknown>) => {
		if (!isTabMessage(data)) return;
		if (data.t === 'wiped') onWiped();
		else Y.applyUpdate(doc, data.update, origins.tab);
	};
	return {
		announceWipe: () => channel.postMessage({ t: 'wiped' } satisfies TabMessage),
		leave: () => {
			doc.off('update', send);
			channel.close();
		}
	};
}

export interface TabLink {
	readonly announceWipe: () => void;
	readonly leave: () => void;
}

function isTabMessage(data: unknown): data is TabMessage {
	if (typeof data !== 'object' || data === null || !('t' in data)) return false;
	return (
		data.t === 'wiped' ||
		(data.t === 'update' && 'update' in data && data.update instanceof Uint8Array)
	);
}

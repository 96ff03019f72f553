import * as Y from 'yjs';
import { FEATURES } from '#core/doc/layer-document.ts';
import { META, STACK } from '#core/doc/map-document.ts';
import type { DocumentKind } from '#core/doc/names.ts';
import { COMMENTS } from '#core/doc/talk-document.ts';

/** What of a document changed since the tables were last written. */
export class Dirty {
	/** The row of the map or layer itself. */
	meta = false;
	stack = false;
	readonly features = new Set<string>();
	readonly comments = new Set<string>();
	/** When the first of it changed. */
	since: number | undefined;

	get isEmpty(): boolean {
		return !this.meta && !this.stack && this.features.size === 0 && this.comments.size === 0;
	}

	add(other: Dirty): void {
		this.meta ||= other.meta;
		this.stack ||= other.stack;
		for (const id of other.features) this.features.add(id);
		for (const id of other.comments) this.comments.add(id);
		this.since = Math.min(this.since ?? Infinity, other.since ?? Infinity);
	}
}

const NESTED: Readonly<Record<DocumentKind, string>> = {
	map: STACK,
	layer: FEATURES,
	talk: COMMENTS
};

/** Calls `changed` for whatever changes from now on. Returns how to stop it. */
export function observeDirty(
	doc: Y.Doc,
	kind: DocumentKind,
	changed: (mark: (dirty: Dirty) => void) => void
): () => void {
	const meta = doc.getMap(META);
	const nested = doc.getMap(NESTED[kind]);
	const onMeta = () => {
		// Of a talk there is no row.
		if (kind !== 'talk') changed((dirty) => (dirty.meta = true));
	};
	const onNested = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[]) =>
		changed((dirty) => {
			if (kind === 'map') dirty.stack = true;
			const ids = kind === 'talk' ? dirty.comments : dirty.features;
			if (kind !== 'map') for (const id of keysOf(events)) ids.add(id);
		});
	meta.observeDeep(onMeta);
	nested.observeDeep(onNested);
	return () => {
		meta.unobserveDeep(onMeta);
		nested.unobserveDeep(onNested);
	};
}

/** Keys of the root map that events are about, at any depth. */
function* keysOf(events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): Generator<string> {
	for (const event of events) {
		const [key] = event.path;
		if (typeof key === 'string') yield key;
		else if (event instanceof Y.YMapEvent) yield* event.keysChanged as Set<string>;
	}
}

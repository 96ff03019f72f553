import * as Y from 'yjs';
import { checkEntry, checkMapKey, rootShape } from '#core/doc/check-entry.ts';
import type { EntryRule } from '#core/doc/check-entry.ts';
import { LIMITS } from '#core/doc/limits.ts';
import type { DocumentKind } from '#core/doc/names.ts';
import { COMMENTS } from '#core/doc/talk-document.ts';
import { STACK } from '#core/doc/map-document.ts';
import type { CommentRule, CommentTouch, CommentWrite } from './judge-comments.ts';
import { deletes, judgeDeletions, newlyDeleted } from './new-deletions.ts';
import { DEAD, placeOfStored } from './place.ts';
import type { Place } from './place.ts';
import { readUpdate, structAt } from './read-update.ts';
import type { ReadUpdate, Run, Struct } from './read-update.ts';

export type GateRule =
	EntryRule | CommentRule | 'malformed' | 'incomplete' | 'nesting' | 'client' | 'layer';
export type GateLimit = 'features' | 'layers' | 'comments' | 'properties';

export type Verdict =
	/** Valid and worth keeping. */
	| NewContent
	/** Nothing that the document does not hold already. */
	| { readonly verdict: 'known' }
	/** Builds on something that the document does not hold. */
	| { readonly verdict: 'incomplete' }
	| { readonly verdict: 'refused'; readonly rule: GateRule }
	| { readonly verdict: 'over-limit'; readonly limit: GateLimit };

/** Valid as far as the document alone can tell; what depends on the sender is left to be judged. */
export interface NewContent {
	readonly verdict: 'new';
	/** Those whose structs it brings. */
	readonly clients: readonly number[];
	/** Layers that it adds to a map's stack. */
	readonly stacked: readonly string[];
	/** Layers that it takes out of a map's stack. */
	readonly unstacked: readonly string[];
	/** What it does to the comments of a talk. */
	readonly comments: CommentTouch | undefined;
}

export interface InspectionTarget {
	readonly doc: Y.Doc;
	readonly kind: DocumentKind;
}

/**
 * Judges an update (v1) against the document it is for, without applying it. Reads each struct's
 * place from its parent or, where it has none, from the struct that it replaces.
 *
 * Structs that are gone (GC, deleted content) pass wherever they are: an honest client that made and
 * removed a feature offline has nothing else of it left.
 */
export function inspectUpdate(update: Uint8Array, target: InspectionTarget): Verdict {
	const read = readUpdate(update);
	return read === undefined ? refused('malformed') : new Inspection(read, target).judge();
}

const INCOMPLETE: Verdict = Object.freeze({ verdict: 'incomplete' });
const KNOWN: Verdict = Object.freeze({ verdict: 'known' });
/** Longest key that stands for something gone: its schema can no longer be asked. */
const DEAD_KEY_LENGTH = LIMITS.propertyNameLength + 8;
/** Nested maps that a document of each kind may hold. */
const MOST: Readonly<Record<DocumentKind, { readonly most: number; readonly limit: GateLimit }>> = {
	map: { most: LIMITS.layersPerMap, limit: 'layers' },
	layer: { most: LIMITS.featuresPerLayer, limit: 'features' },
	talk: { most: LIMITS.commentsPerMap, limit: 'comments' }
};
/**
 * Yjs cuts an item of several values where something names the middle of it, and copies the rest each
 * time. Honest updates cut now and then what was overwritten many times; this is far beyond it.
 */
const COPIED_VALUES = 50_000_000;
/** Entries of a feature beside its properties: geometry, order, source id. */
const FIXED_ENTRIES = 3;

function refused(rule: GateRule): Verdict {
	return { verdict: 'refused', rule };
}

class Inspection {
	readonly #read: ReadUpdate;
	readonly #store: Y.Doc['store'];
	readonly #target: InspectionTarget;
	readonly #places = new Map<Struct, Place>();
	readonly #newClients = new Set<number>();
	/** Keys that the update brings to a root of maps, by root. */
	readonly #newKeys = new Map<string, Set<string>>();
	/** Layers that the update puts into a stack and leaves there. */
	readonly #kept = new Set<string>();
	readonly #newEntries = new Map<Y.Item, Set<string>>();
	readonly #commentWrites: CommentWrite[] = [];
	/** Values that Yjs would copy at most, to cut items. */
	#copied = 0;

	constructor(read: ReadUpdate, target: InspectionTarget) {
		this.#read = read;
		this.#target = target;
		this.#store = target.doc.store;
	}

	judge(): Verdict {
		for (const run of this.#read.runs.values()) {
			if ((run.structs[0]?.id.clock ?? 0) > this.#stored(run.client)) return INCOMPLETE;
		}
		for (const run of this.#read.runs.values()) {
			const objection = this.#walk(run);
			if (objection !== undefined) return objection;
		}
		const deletions = judgeDeletions(this.#read.deletions, this.#store, (client) =>
			Math.max(this.#stored(client), this.#read.runs.get(client)?.end ?? 0)
		);
		if (deletions === 'incomplete') return INCOMPLETE;
		this.#noteDeletedParts();
		if (this.#copied > COPIED_VALUES) return refused('malformed');
		if (this.#newClients.size === 0 && deletions === 'none-new') return KNOWN;
		return this.#overLimit() ?? this.#newContent();
	}

	#noteDeletedParts(): void {
		for (const [client, ranges] of this.#read.deletions.clients) {
			for (const { clock, len } of ranges) {
				this.#noteCut(client, clock);
				this.#noteCut(client, clock + len);
			}
		}
	}

	/** Something begins or ends at `clock`: within an item that has to be cut, or between two. */
	#noteCut(client: number, clock: number): void {
		const run = this.#read.runs.get(client);
		const end = Math.max(this.#stored(client), run?.end ?? 0);
		const struct = clock < end ? this.#find(Y.createID(client, clock)) : undefined;
		if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentAny)) return;
		if (struct.id.clock < clock) this.#copied += struct.length;
	}

	#newContent(): NewContent {
		const { kind } = this.#target;
		return {
			verdict: 'new',
			clients: [...this.#newClients],
			stacked: kind === 'map' ? this.#stacked() : [],
			unstacked: kind === 'map' ? this.#unstacked() : [],
			comments: kind === 'talk' ? this.#commentTouch() : undefined
		};
	}

	#stacked(): string[] {
		const stack = this.#target.doc.getMap(STACK);
		return [...(this.#newKeys.get(STACK) ?? [])].filter((id) => !stack.has(id));
	}

	#unstacked(): string[] {
		const gone = new Set(this.#newKeys.get(STACK));
		for (const item of newlyDeleted(this.#read.deletions, this.#store)) {
			const place = placeOfStored(item);
			if (place === undefined || 'dead' in place || place.root !== STACK) continue;
			if (place.owner === undefined) gone.add(place.key);
		}
		return [...gone].filter((id) => !this.#kept.has(id));
	}

	#commentTouch(): CommentTouch {
		const removed: { comment: string; entry: string | undefined }[] = [];
		for (const item of newlyDeleted(this.#read.deletions, this.#store)) {
			const place = placeOfStored(item);
			if (place === undefined || 'dead' in place || place.root !== COMMENTS) continue;
			const comment = place.owner === undefined ? place.key : place.owner.parentSub;
			if (comment === null) continue;
			removed.push({ comment, entry: place.owner === undefined ? undefined : place.key });
		}
		const put = this.#newKeys.get(COMMENTS) ?? new Set();
		return { put, writes: this.#commentWrites, removed };
	}

	/** Clock up to which the document holds a client's structs. */
	#stored(client: number): number {
		return Y.getState(this.#store, client);
	}

	/**
	 * Takes the structs of a run in order, going into other runs first where they are built on. A
	 * circle of references is incomplete: Yjs could not apply it either.
	 */
	#walk(first: Run): Verdict | undefined {
		const stack = [{ run: first, until: Infinity }];
		first.waiting = true;
		for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
			const { run, until } = frame;
			const struct = run.structs[run.next];
			if (struct === undefined || struct.id.clock > until) {
				run.waiting = false;
				stack.pop();
				continue;
			}
			const needed = this.#missing(struct);
			if (needed === undefined) {
				const objection = this.#take(struct);
				if (objection !== undefined) return objection;
				run.next++;
				continue;
			}
			const other = this.#read.runs.get(needed.client);
			if (other === undefined || other.waiting || needed.clock >= other.end) return INCOMPLETE;
			other.waiting = true;
			stack.push({ run: other, until: needed.clock });
		}
		return undefined;
	}

	/** A struct that `struct` refers to and that was not taken yet. */
	#missing(struct: Struct): Y.ID | undefined {
		if (!(struct instanceof Y.Item) || this.#isStored(struct)) return undefined;
		const parent: unknown = struct.parent;
		if (struct.origin !== null && !this.#isTaken(struct.origin)) return struct.origin;
		if (struct.rightOrigin !== null && !this.#isTaken(struct.rightOrigin)) {
			return struct.rightOrigin;
		}
		return parent instanceof Y.ID && !this.#isTaken(parent) ? parent : undefined;
	}

	#isStored(struct: Struct): boolean {
		return struct.id.clock + struct.length <= this.#stored(struct.id.client);
	}

	#isTaken({ client, clock }: Y.ID): boolean {
		if (clock < this.#stored(client)) return true;
		const run = this.#read.runs.get(client);
		return run !== undefined && clock < (run.structs[run.next]?.id.clock ?? run.end);
	}

	#take(struct: Struct): Verdict | undefined {
		if (this.#isStored(struct)) return undefined;
		if (struct instanceof Y.Skip) return INCOMPLETE;
		this.#newClients.add(struct.id.client);
		if (!(struct instanceof Y.Item)) return undefined;
		if (struct.origin !== null) this.#noteCut(struct.origin.client, struct.origin.clock + 1);
		const place = this.#placeOf(struct);
		if (typeof place === 'string') return refused(place);
		this.#places.set(struct, place);
		if ('dead' in place) return undefined;
		const rule = this.#checkContent(struct, place);
		return rule === undefined ? undefined : refused(rule);
	}

	#placeOf(item: Y.Item): Place | GateRule {
		// Maps have no order: nothing in them was ever put in front of something else.
		if (item.rightOrigin !== null) return 'nesting';
		if (item.origin !== null) {
			const replaced = this.#find(item.origin);
			return replaced instanceof Y.Item ? this.#known(replaced) : DEAD;
		}
		if (item.parentSub === null) return 'nesting';
		const parent: unknown = item.parent;
		if (typeof parent === 'string') {
			const shape = rootShape(this.#target.kind, parent);
			if (shape === undefined) return 'root';
			return { root: parent, key: item.parentSub, owner: undefined };
		}
		return parent instanceof Y.ID ? this.#placeWithin(parent, item.parentSub) : 'nesting';
	}

	#placeWithin(parent: Y.ID, key: string): Place | GateRule {
		const owner = this.#find(parent);
		if (!(owner instanceof Y.Item) || owner.content instanceof Y.ContentDeleted) return DEAD;
		const place = this.#known(owner);
		if (typeof place === 'string' || 'dead' in place) return place;
		if (place.owner !== undefined || !holdsMap(owner)) return 'nesting';
		return { root: place.root, key, owner };
	}

	/** A struct that is stored, or was taken from this update. */
	#find(id: Y.ID): Struct | undefined {
		if (id.clock < this.#stored(id.client)) return Y.getItem(this.#store, id);
		const run = this.#read.runs.get(id.client);
		return run === undefined ? undefined : structAt(run, id.clock);
	}

	#known(item: Y.Item): Place | GateRule {
		return this.#places.get(item) ?? placeOfStored(item) ?? 'nesting';
	}

	#checkContent(item: Y.Item, place: Exclude<Place, typeof DEAD>): GateRule | undefined {
		const { root, key, owner } = place;
		const holdsMaps = owner === undefined && rootShape(this.#target.kind, root) === 'maps';
		if (holdsMaps) {
			const rule = checkMapKey(key);
			if (rule !== undefined) return rule;
		}
		if (item.content instanceof Y.ContentDeleted) {
			return key.length > DEAD_KEY_LENGTH ? 'key' : undefined;
		}
		if (owner !== undefined) remember(this.#newEntries, owner, key);
		if (owner !== undefined && root === COMMENTS) this.#noteWrite(item, owner, key);
		if (!holdsMaps) return this.#checkValues(item, root, key);
		if (!holdsMap(item)) return 'kind';
		this.#noteKey(item, root, key);
		return undefined;
	}

	#noteKey(item: Y.Item, root: string, key: string): void {
		remember(this.#newKeys, root, key);
		if (root === STACK && !deletes(this.#read.deletions, item.id)) this.#kept.add(key);
	}

	#noteWrite({ content }: Y.Item, owner: Y.Item, entry: string): void {
		const place = this.#known(owner);
		if (typeof place === 'string' || 'dead' in place) return;
		const values = content instanceof Y.ContentAny ? (content.arr as unknown[]) : [];
		this.#commentWrites.push({ comment: place.key, entry, values });
	}

	/** More than one value in one item are overwritten ones of the same key that Yjs has merged. */
	#checkValues({ content }: Y.Item, root: string, key: string): GateRule | undefined {
		const { kind } = this.#target;
		if (content instanceof Y.ContentBinary) return checkEntry(kind, root, key, content.content);
		if (!(content instanceof Y.ContentAny)) return 'kind';
		for (const value of content.arr as unknown[]) {
			const rule = checkEntry(kind, root, key, value);
			if (rule !== undefined) return rule;
		}
		return undefined;
	}

	#overLimit(): Verdict | undefined {
		const { most, limit } = MOST[this.#target.kind];
		for (const [root, keys] of this.#newKeys) {
			if (wouldHold(this.#target.doc.getMap(root), keys, most)) continue;
			return { verdict: 'over-limit', limit };
		}
		for (const [owner, keys] of this.#newEntries) {
			const type: unknown = owner.content instanceof Y.ContentType ? owner.content.type : undefined;
			if (!(type instanceof Y.Map)) continue;
			if (wouldHold(type, keys, LIMITS.propertiesPerFeature + FIXED_ENTRIES)) continue;
			return { verdict: 'over-limit', limit: 'properties' };
		}
		return undefined;
	}
}

function holdsMap({ content }: Y.Item): boolean {
	return content instanceof Y.ContentType && content.type instanceof Y.Map;
}

function remember<K>(sets: Map<K, Set<string>>, at: K, key: string): void {
	const set = sets.get(at);
	if (set) set.add(key);
	else sets.set(at, new Set([key]));
}

/** Whether a map with these keys set has no more than `most`. `_map` counts what is gone as well. */
function wouldHold(map: Y.Map<unknown>, keys: ReadonlySet<string>, most: number): boolean {
	if (map._map.size + keys.size <= most) return true;
	// A map that comes with this update holds nothing yet.
	if (map.doc === null) return keys.size <= most;
	let added = 0;
	for (const key of keys) if (!map.has(key)) added++;
	return map.size + added <= most;
}

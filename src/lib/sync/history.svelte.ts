import type * as Y from 'yjs';
import { origins } from '#core/doc/origins.ts';
import type { DocumentName } from '#core/doc/names.ts';
import { applyChanges } from '#core/edit/apply-changes.ts';
import { inverse, type Change } from '#core/edit/change.ts';
import { lastWriter, overwritten } from '#core/edit/overwritten.ts';
import { sameValue } from '#core/util/same-value.ts';
import { loadGestures, storeGestures } from './stored-gestures.ts';

/** What kind of edit a gesture was, for the words of undo. */
export type GestureKind =
	| 'add'
	| 'delete'
	| 'geometry'
	| 'property'
	| 'style'
	| 'layer'
	| 'add-layer'
	| 'remove-layer'
	| 'move-layer'
	| 'stack'
	| 'map'
	| 'import';

export interface Gesture {
	readonly kind: GestureKind;
	readonly changes: readonly Change[];
}

/**
 * `done`: taken back or repeated whole. `partly`: what someone else changed since was left alone.
 * `refused`: nothing could be taken back. `who`: the person who changed it, where known.
 */
export type UndoOutcome =
	| { readonly result: 'nothing' }
	| { readonly result: 'done'; readonly kind: GestureKind }
	| {
			readonly result: 'partly' | 'refused';
			readonly kind: GestureKind;
			readonly who: string | undefined;
	  };

/** A step that is made over time; see `History.begin`. */
export interface OpenStep {
	/** Applies more changes, of entries that the step has not touched yet. */
	add(changes: readonly Change[]): void;
	/** The step is whole: it can be undone from now on. */
	end(): void;
	/** The step is not wanted: takes back what it did. */
	takeBack(): void;
}

interface HistoryOptions {
	/** Under which the history is kept for this tab. */
	readonly key: string;
	readonly doc: (name: DocumentName) => Y.Doc | undefined;
	/** Name of the person behind a Yjs client id. */
	readonly who: (client: number) => string | undefined;
}

/** Steps kept; the oldest go first. */
const MAX_GESTURES = 200;

/**
 * Undo and redo of one person in one tab, across the documents of a map and beyond a reload. A step
 * is taken back only where the document still holds what it wrote (sync.md §7).
 */
export class History {
	readonly #options: HistoryOptions;
	#done = $state.raw<readonly Gesture[]>([]);
	#undone = $state.raw<readonly Gesture[]>([]);

	constructor(options: HistoryOptions) {
		this.#options = options;
		this.#done = loadGestures(options.key);
	}

	get canUndo(): boolean {
		return this.#done.length > 0;
	}

	get canRedo(): boolean {
		return this.#undone.length > 0;
	}

	/** The step that undo would take back; the same object as long as it is the same step. */
	get last(): Gesture | undefined {
		return this.#done.at(-1);
	}

	/** Applies the changes and remembers them as one step, or as part of the step before. */
	perform(
		kind: GestureKind,
		changes: readonly Change[],
		options?: { readonly merge: boolean }
	): void {
		const real = changes.filter((change) => !sameValue(change.before, change.after));
		if (real.length === 0) return;
		this.apply(real);
		const last = options?.merge ? this.#done.at(-1) : undefined;
		const merged =
			last?.kind === kind
				? [...this.#done.slice(0, -1), { kind, changes: mergeChanges(last.changes, real) }]
				: [...this.#done, { kind, changes: real }];
		this.#undone = [];
		this.#remember(merged);
	}

	/**
	 * A step that is made over time, such as the import of a large file: applied as it comes,
	 * remembered once. (Merging piece by piece would store the growing step again with each.)
	 */
	begin(kind: GestureKind): OpenStep {
		const changes: Change[] = [];
		return {
			add: (more) => {
				this.apply(more);
				for (const change of more) changes.push(change);
			},
			end: () => {
				if (changes.length === 0) return;
				this.#undone = [];
				this.#remember([...this.#done, { kind, changes }]);
			},
			takeBack: () => this.apply(inverse(changes), origins.undo)
		};
	}

	/** Applies changes that are no step of their own, such as the first entries of a new layer. */
	apply(changes: readonly Change[], origin: unknown = origins.edit): void {
		for (const [name, group] of byDocument(changes)) {
			const doc = this.#options.doc(name);
			if (doc) applyChanges(doc, group, origin);
		}
	}

	/** Begins anew: what was done so far stays, and can't be undone. */
	forget(): void {
		this.#undone = [];
		this.#remember([]);
	}

	undo(): UndoOutcome {
		const gesture = this.#done.at(-1);
		if (!gesture) return { result: 'nothing' };
		this.#remember(this.#done.slice(0, -1));
		const { outcome, reverted } = this.#revert(gesture);
		if (reverted.length > 0) this.#undone = [...this.#undone, { ...gesture, changes: reverted }];
		return outcome;
	}

	redo(): UndoOutcome {
		const gesture = this.#undone.at(-1);
		if (!gesture) return { result: 'nothing' };
		this.#undone = this.#undone.slice(0, -1);
		const { outcome, reverted } = this.#revert({
			...gesture,
			changes: inverse(gesture.changes)
		});
		if (reverted.length > 0) {
			this.#remember([...this.#done, { ...gesture, changes: inverse(reverted) }]);
		}
		return outcome;
	}

	/** Takes back what is still as the gesture left it; the rest is someone else's by now. */
	#revert(gesture: Gesture): { outcome: UndoOutcome; reverted: readonly Change[] } {
		const lost = this.#lost(gesture.changes);
		const reverted = gesture.changes.filter((change) => !lost.has(change));
		this.apply(inverse(reverted), origins.undo);
		const { kind } = gesture;
		if (lost.size === 0) return { outcome: { result: 'done', kind }, reverted };
		const result = reverted.length > 0 ? 'partly' : 'refused';
		return { outcome: { result, kind, who: this.#whoChanged(lost) }, reverted };
	}

	#lost(changes: readonly Change[]): Set<Change> {
		const lost = new Set<Change>();
		for (const [name, group] of byDocument(changes)) {
			const doc = this.#options.doc(name);
			for (const change of doc ? overwritten(doc, group) : group) lost.add(change);
		}
		return lost;
	}

	#whoChanged(changes: ReadonlySet<Change>): string | undefined {
		for (const { document, path } of changes) {
			const doc = this.#options.doc(document);
			const client = doc && lastWriter(doc, path);
			const name = client === undefined ? undefined : this.#options.who(client);
			if (name !== undefined) return name;
		}
		return undefined;
	}

	#remember(gestures: readonly Gesture[]): void {
		this.#done = gestures.slice(-MAX_GESTURES);
		storeGestures(this.#options.key, this.#done);
	}
}

/** Later changes of the same entry continue the earlier ones: first `before`, last `after`. */
function mergeChanges(earlier: readonly Change[], later: readonly Change[]): Change[] {
	const merged = new Map<string, Change>();
	for (const change of [...earlier, ...later]) {
		const key = JSON.stringify([change.document, change.path]);
		const first = merged.get(key);
		merged.set(key, first ? { ...change, before: first.before } : change);
	}
	return [...merged.values()];
}

function byDocument(changes: readonly Change[]): Map<DocumentName, Change[]> {
	return Map.groupBy(changes, (change) => change.document);
}

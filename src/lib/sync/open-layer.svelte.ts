import { createSubscriber } from 'svelte/reactivity';
import type * as Y from 'yjs';
import {
	featureCount,
	featureIds,
	FEATURES,
	readFeature,
	readFeatures,
	readLayerMeta
} from '#core/doc/layer-document.ts';
import { LIMITS } from '#core/doc/limits.ts';
import { META } from '#core/doc/map-document.ts';
import {
	addFeatures,
	removeFeatures,
	setGeometry,
	setLayerMeta,
	setProperty,
	setStyle,
	type LayerMetaPatch
} from '#core/edit/layer-edits.ts';
import { lastWriter } from '#core/edit/overwritten.ts';
import type { Feature, NewFeature } from '#core/feature/types.ts';
import type { Geometry } from '#core/geometry/types.ts';
import type { LayerMeta, VectorStyle } from '#core/layer/types.ts';
import type { JsonValue } from '#core/util/json.ts';
import type { History, OpenStep } from './history.svelte.ts';
import type { SharedDocument } from './shared-document.svelte.ts';

/** Ids of features that were added, changed or removed in one transaction. */
export interface FeatureChanges {
	readonly ids: ReadonlySet<string>;
	/** True for edits of this person in this tab. */
	readonly local: boolean;
}

/** Features that come into a layer piece by piece; see `OpenLayer.beginImport`. */
export interface ImportStep {
	add(features: readonly NewFeature[]): void;
	end(): void;
	takeBack(): void;
}

/**
 * One layer of the open map: reads its document and turns intents into edits.
 * Getters are reactive; features are not (they may be thousands): follow them with `onFeatures`.
 */
export class OpenLayer {
	readonly id: string;
	readonly document: SharedDocument;
	readonly #history: History;
	readonly #subscribeMeta: () => void;
	readonly #subscribeFeatures: () => void;
	#meta: LayerMeta | undefined;

	constructor(id: string, document: SharedDocument, history: History) {
		this.id = id;
		this.document = document;
		this.#history = history;
		this.#subscribeMeta = createSubscriber((update) => {
			this.#meta = undefined;
			return observe(this.#doc.getMap(META), () => {
				this.#meta = undefined;
				update();
			});
		});
		this.#subscribeFeatures = createSubscriber((update) => this.onFeatures(update));
	}

	get #doc(): Y.Doc {
		return this.document.doc;
	}

	/** `loading` until this device or the server has shown what the layer holds. */
	get status(): SharedDocument['status'] {
		return this.document.status;
	}

	get canEdit(): boolean {
		return this.document.canEdit;
	}

	get meta(): LayerMeta {
		this.#subscribeMeta();
		return (this.#meta ??= readLayerMeta(this.#doc));
	}

	/** Number of features. Reactive. */
	get count(): number {
		this.#subscribeFeatures();
		return featureCount(this.#doc);
	}

	/** One feature as it is now. Reactive: re-read when any feature of the layer changes. */
	feature(id: string): Feature | undefined {
		this.#subscribeFeatures();
		return readFeature(this.#doc, id);
	}

	/** One feature as it is now, for imperative code such as the map. Not reactive. */
	peek(id: string): Feature | undefined {
		return readFeature(this.#doc, id);
	}

	/** Yjs client that put the feature there; presence may know whose it was. Not reactive. */
	maker(id: string): number | undefined {
		return lastWriter(this.#doc, [FEATURES, id]);
	}

	/** Whether the layer holds a feature of that id. Not reactive. */
	has(id: string): boolean {
		return this.#doc.getMap(FEATURES).has(id);
	}

	/** Ids of all features, in no particular order. Not reactive. */
	ids(): Iterable<string> {
		return featureIds(this.#doc);
	}

	/** All features, in no particular order; decoded one by one. Not reactive. */
	features(): Generator<Feature> {
		return readFeatures(this.#doc);
	}

	/** Reports which features changed, once per transaction. Returns the undo. */
	onFeatures(listener: (changes: FeatureChanges) => void): () => void {
		const features = this.#doc.getMap(FEATURES);
		return observeDeep(features, (events, transaction) => {
			const ids = new Set<string>();
			for (const event of events) {
				if (event.target !== features) ids.add(String(event.path[0]));
				else for (const key of event.changes.keys.keys()) ids.add(key);
			}
			listener({ ids, local: transaction.local });
		});
	}

	rename(name: string): void {
		this.setMeta({ name });
	}

	setMeta(patch: LayerMetaPatch): void {
		this.#history.perform('layer', setLayerMeta(this.#target, patch));
	}

	/** `merge`: the same slider still moving; becomes one step of undo. */
	setStyle(patch: Partial<VectorStyle>, options?: { readonly merge: boolean }): void {
		this.#history.perform('style', setStyle(this.#target, patch), options);
	}

	/**
	 * Adds features as one step of undo, in transactions that fit a frame of the socket.
	 * The caller has checked `room`.
	 */
	add(features: readonly NewFeature[]): void {
		const size = LIMITS.featuresPerTransaction;
		for (let i = 0; i < features.length; i += size) {
			const changes = addFeatures(this.#target, features.slice(i, i + size));
			this.#history.perform('add', changes, { merge: i > 0 });
		}
	}

	/**
	 * For features that come over time, such as those of a file: `add` pieces of at most 500, `end`
	 * makes them one step of undo, `takeBack` removes them. The caller has checked `room`.
	 */
	beginImport(): ImportStep {
		const step: OpenStep = this.#history.begin('import');
		return {
			add: (features) => step.add(addFeatures(this.#target, features)),
			end: () => step.end(),
			takeBack: () => step.takeBack()
		};
	}

	/** How many features the layer can still take. */
	get room(): number {
		return LIMITS.featuresPerLayer - featureCount(this.#doc);
	}

	remove(ids: readonly string[]): void {
		this.#history.perform('delete', removeFeatures(this.#target, ids));
	}

	setGeometry(id: string, geometry: Geometry): void {
		this.#history.perform('geometry', setGeometry(this.#target, id, geometry));
	}

	/** `undefined` removes the property. */
	setProperty(id: string, name: string, value: JsonValue | undefined): void {
		this.#history.perform('property', setProperty(this.#target, id, { name, value }));
	}

	/** As one step of undo; does nothing where `from` is missing or `to` is taken. */
	renameProperty(id: string, from: string, to: string): void {
		const properties = this.peek(id)?.properties;
		const value = properties?.[from];
		if (value === undefined || Object.hasOwn(properties ?? {}, to)) return;
		this.#history.perform('property', [
			...setProperty(this.#target, id, { name: to, value }),
			...setProperty(this.#target, id, { name: from, value: undefined })
		]);
	}

	get #target(): { id: string; doc: Y.Doc } {
		return { id: this.id, doc: this.#doc };
	}
}

function observe(map: Y.Map<unknown>, listener: () => void): () => void {
	map.observe(listener);
	return () => map.unobserve(listener);
}

function observeDeep(
	map: Y.Map<unknown>,
	listener: (events: Y.YEvent<Y.Map<unknown>>[], transaction: Y.Transaction) => void
): () => void {
	const observer = (events: unknown, transaction: Y.Transaction): void =>
		listener(events as Y.YEvent<Y.Map<unknown>>[], transaction);
	map.observeDeep(observer);
	return () => map.unobserveDeep(observer);
}

import { createSubscriber } from 'svelte/reactivity';
import type * as Y from 'yjs';
import { uuidv4 } from 'lib0/random';
import {
	createMap,
	addToStack,
	moveInStack,
	removeFromStack,
	setMapMeta,
	setStackEntry
} from '#core/edit/map-edits.ts';
import { createLayer, type NewLayer } from '#core/edit/layer-edits.ts';
import {
	DEFAULT_MAP,
	META,
	readMapMeta,
	readStack,
	STACK,
	type MapMeta,
	type StackEntry
} from '#core/doc/map-document.ts';
import { documentName } from '#core/doc/names.ts';
import type { VectorStyle } from '#core/layer/types.ts';
import { History } from './history.svelte.ts';
import { MapAccess } from './map-access.svelte.ts';
import { OpenLayer } from './open-layer.svelte.ts';
import { Presence } from './presence.svelte.ts';
import { worstSave, type SaveState } from './save-state.ts';
import type { DocumentStatus, OpenOptions, SharedDocument } from './shared-document.svelte.ts';
import type { Workspace } from './workspace.svelte.ts';

/** A layer in the stack of the open map, with what the map says of it. */
export interface StackedLayer {
	readonly layer: OpenLayer;
	readonly visible: boolean;
	/** 0–1. */
	readonly opacity: number;
}

/**
 * A map that is open in this tab: its document, those of its layers, who else is here, what is
 * saved, and undo. Getters are reactive. Close it with `close()`.
 */
export class OpenMap {
	readonly id: string;
	readonly document: SharedDocument;
	readonly history: History;
	readonly presence: Presence;
	/** What this person may do here. */
	readonly access: MapAccess;
	readonly #workspace: Workspace;
	#layers = $state.raw<ReadonlyMap<string, OpenLayer>>(new Map());
	readonly #subscribeMeta: () => void;
	readonly #subscribeStack: () => void;
	readonly #stopFollowing: () => void;

	constructor(id: string, workspace: Workspace) {
		this.id = id;
		this.#workspace = workspace;
		this.document = workspace.documents.open(documentName('map', id), { presence: true });
		this.access = new MapAccess(id, this.document, workspace);
		this.history = new History({
			key: id,
			doc: (name) => workspace.documents.peek(name)?.doc,
			who: (client) => this.presence.nameOf(client)
		});
		this.presence = new Presence(this.document, workspace.identity);
		const doc = this.document.doc;
		this.#subscribeMeta = createSubscriber((update) => follow(doc.getMap(META), update));
		this.#subscribeStack = createSubscriber((update) => follow(doc.getMap(STACK), update));
		this.#stopFollowing = follow(doc.getMap(STACK), () => this.#openLayers());
		this.#openLayers();
	}

	get status(): DocumentStatus {
		return this.document.status;
	}

	get canEdit(): boolean {
		return this.document.canEdit && this.access.may('map:edit');
	}

	/** What our server knows this person by; for pictures of layers that not everybody may see. */
	get token(): string | undefined {
		return this.#workspace.identity.heldToken;
	}

	get meta(): MapMeta {
		this.#subscribeMeta();
		return readMapMeta(this.document.doc);
	}

	/** The layer stack, top first, as the panel shows it. */
	get layers(): readonly StackedLayer[] {
		this.#subscribeStack();
		const layers = this.#layers;
		return readStack(this.document.doc)
			.flatMap(({ layerId, visible, opacity }) => {
				const layer = layers.get(layerId);
				return layer ? [{ layer, visible, opacity }] : [];
			})
			.reverse();
	}

	layer(id: string): OpenLayer | undefined {
		return this.#layers.get(id);
	}

	/** The worst state among the map and its layers, and how many edits wait on this device. */
	get save(): SaveState {
		return worstSave([this.document, ...[...this.#layers.values()].map((l) => l.document)]);
	}

	rename(name: string): void {
		this.setMeta({ name });
	}

	setMeta(patch: Partial<MapMeta>): void {
		this.history.perform('map', setMapMeta(this.#target, patch));
	}

	/** Makes an empty vector layer on top of the stack and returns it. */
	addVectorLayer(name: string, style?: Partial<VectorStyle>): OpenLayer {
		return this.createLayer({ name, sourceType: 'vector', style: style ?? {} });
	}

	/** Makes a layer on top of the stack and returns it. */
	createLayer(meta: NewLayer): OpenLayer {
		const id = uuidv4();
		const document = this.#openDocument(id, { isNew: true });
		this.history.apply(createLayer({ id, doc: document.doc }, meta));
		const layer = new OpenLayer(id, document, this.history);
		this.#layers = new Map(this.#layers).set(id, layer);
		this.history.perform('add-layer', addToStack(this.#target, id, Math.random));
		return layer;
	}

	/** Puts a layer that exists elsewhere on top of this map's stack. */
	addLayer(id: string, opacity?: number): void {
		this.history.perform('add-layer', addToStack(this.#target, id, Math.random, opacity));
	}

	/** Takes the layer off this map; the layer itself stays. */
	removeLayer(id: string): void {
		this.history.perform('remove-layer', removeFromStack(this.#target, id));
	}

	/** Moves a layer to `position` in the list that the panel shows: 0 is the top. */
	moveLayer(id: string, position: number): void {
		const index = readStack(this.document.doc).length - 1 - position;
		this.history.perform(
			'move-layer',
			moveInStack(this.#target, id, { index, random: Math.random })
		);
	}

	setVisible(id: string, visible: boolean): void {
		this.#setStack(id, { visible });
	}

	/** `merge`: the same slider still moving; becomes one step of undo. */
	setOpacity(id: string, opacity: number, options?: { readonly merge: boolean }): void {
		this.#setStack(id, { opacity }, options);
	}

	/** First entries of a map that was just made on this device. */
	initialise(meta: Partial<MapMeta> & { readonly name: string }): void {
		this.history.apply(createMap(this.#target, { ...DEFAULT_MAP, ...meta }));
	}

	close(): void {
		this.#stopFollowing();
		this.presence.close();
		for (const layer of this.#layers.values()) this.#workspace.documents.close(layer.document.name);
		this.#workspace.documents.close(this.document.name);
	}

	#setStack(
		id: string,
		patch: Partial<Pick<StackEntry, 'visible' | 'opacity'>>,
		options?: { readonly merge: boolean }
	): void {
		this.history.perform('stack', setStackEntry(this.#target, id, patch), options);
	}

	/** Opens the documents of layers that came into the stack. Those that left stay open for undo. */
	#openLayers(): void {
		const missing = readStack(this.document.doc).filter(
			({ layerId }) => !this.#layers.has(layerId)
		);
		if (missing.length === 0) return;
		const layers = new Map(this.#layers);
		for (const { layerId } of missing) {
			const document = this.#openDocument(layerId);
			layers.set(layerId, new OpenLayer(layerId, document, this.history));
		}
		this.#layers = layers;
	}

	#openDocument(layerId: string, options: OpenOptions = {}): SharedDocument {
		const client = this.document.doc.clientID;
		return this.#workspace.documents.open(documentName('layer', layerId), { ...options, client });
	}

	get #target(): { id: string; doc: SharedDocument['doc'] } {
		return { id: this.id, doc: this.document.doc };
	}
}

function follow(map: Y.Map<unknown>, listener: () => void): () => void {
	map.observeDeep(listener);
	return () => map.unobserveDeep(listener);
}

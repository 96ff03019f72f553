import { may } from '#core/access/policy.ts';
import type { Actor, LayerThing, MapThing } from '#core/access/policy.ts';
import { documentName } from '#core/doc/names.ts';
import type { DocumentKind } from '#core/doc/names.ts';
import type { Database } from '../db/database.ts';
import type { PutBackReason } from '#core/wire/stateless.ts';
import {
	isDeleted,
	isHome,
	readLayerThing,
	readLayerThings,
	readMapThing,
	readMapThings
} from '../db/rights.ts';
import type { LayerOnMap, StoredLayerThing } from '../db/rights.ts';
import type { Access } from './identity.ts';

/** What somebody wants to open. */
export interface Subject {
	readonly kind: DocumentKind;
	readonly id: string;
}

/** What a document opens as for somebody, or why not. */
export type Admission =
	| { readonly access: Exclude<Access, 'none'> }
	/** `no-access` also stands for what does not exist: the answer must not tell. */
	| { readonly access: 'none'; readonly reason: 'deleted' | 'no-access' };

/** What the rules need to know, read from the database; asked by the API and by the socket alike. */
export interface Rights {
	/** A map as the rules see it for this person; `undefined` when there is none. */
	map(actor: Actor | null, id: string): Promise<MapThing | undefined>;
	/** A layer as the rules see it for this person; `undefined` when there is none, or only a place held for it. */
	layer(actor: Actor | null, id: string): Promise<LayerThing | undefined>;
	/** What the document of a map, a layer or the talk about a map opens as. */
	accessTo(subject: Subject, actor: Actor | null): Promise<Admission>;
	/** The same for many people at once, who are asked for one after the other then. */
	accessOf(
		subject: Subject,
		actors: readonly (Actor | null)[]
	): Promise<(actor: Actor | null) => Admission>;
	/** Whether somebody may put a layer on a map, and whether that makes the map its home. */
	stacking(actor: Actor, place: Stacked): Promise<StackVerdict>;
	/**
	 * Whether somebody who takes a layer off a map withdraws it: it is theirs, whatever maps show it.
	 * Anybody else only tidies up, and the other editors may take that back.
	 */
	withdraws(actor: Actor, layerId: string): Promise<boolean>;
}

export interface Stacked extends LayerOnMap {
	/** The map is about to become public: nothing comes onto it that may not be on a public one. */
	readonly willBePublic?: boolean;
}

export type StackVerdict =
	| { readonly ok: true; readonly isHome: boolean }
	| { readonly ok: false; readonly why: PutBackReason };

const WRITE: Admission = Object.freeze({ access: 'write' });
const READ: Admission = Object.freeze({ access: 'read' });
const DELETED: Admission = Object.freeze({ access: 'none', reason: 'deleted' });
const NO_ACCESS: Admission = Object.freeze({ access: 'none', reason: 'no-access' });

export function createRights({ database }: { readonly database: Database }): Rights {
	const map = (actor: Actor | null, id: string) => readMapThing(database, id, actor?.id ?? null);
	const layer = async (actor: Actor | null, id: string) => {
		const found = await readLayerThing(database, id, actor?.id ?? null);
		return found?.isAwaited === false ? found : undefined;
	};
	return {
		map,
		layer,
		async accessTo(subject, actor) {
			return (await admissions(database, subject, [actor]))(actor);
		},
		accessOf: (subject, actors) => admissions(database, subject, actors),
		async stacking(actor, place) {
			const { layerId, mapId } = place;
			const [onMap, stored, wasHome, deleted] = await Promise.all([
				map(actor, mapId),
				readLayerThing(database, layerId, actor.id),
				isHome(database, place),
				isDeleted(database, documentName('layer', layerId))
			]);
			if (deleted) return { ok: false, why: 'deleted' };
			const now = onMap ?? unborn(actor);
			const verdict = judgeStacking(actor, { map: now, stored, wasHome });
			if (!verdict.ok || place.willBePublic !== true) return verdict;
			return judgeStacking(actor, { map: { ...now, level: 'public' }, stored, wasHome });
		},
		async withdraws(actor, layerId) {
			const stored = await readLayerThing(database, layerId, actor.id);
			return stored !== undefined && may(actor, 'layer:delete', stored).ok;
		}
	};
}

async function admissions(
	database: Database,
	{ kind, id }: Subject,
	actors: readonly (Actor | null)[]
): Promise<(actor: Actor | null) => Admission> {
	const users = actors.map((actor) => actor?.id ?? null);
	const read =
		kind === 'layer'
			? readLayerThings(database, id, users).then(
					(layer) => (actor: Actor | null) => layerAccess(actor, layer?.(actor?.id ?? null))
				)
			: readMapThings(database, id, users).then(
					(map) => (actor: Actor | null) => mapAccess(actor, map?.(actor?.id ?? null), kind)
				);
	const tombstone = documentName(kind === 'talk' ? 'map' : kind, id);
	const [deleted, admission] = await Promise.all([isDeleted(database, tombstone), read]);
	return deleted ? () => DELETED : admission;
}

/** A map that nobody has seen yet is its bringer's. */
export function unborn(actor: Actor): MapThing {
	return { createdBy: actor.id, level: 'private', permission: null };
}

interface StackingCase {
	readonly map: MapThing;
	readonly stored: StoredLayerThing | undefined;
	/** Somebody takes back that a layer was removed from its home. */
	readonly wasHome: boolean;
}

function judgeStacking(actor: Actor, { map, stored, wasHome }: StackingCase): StackVerdict {
	if (stored === undefined) return { ok: true, isHome: true };
	const holders = wasHome ? [...stored.holders, { map, isHome: true }] : stored.holders;
	const layer = { ...stored, holders };
	if (layer.isAwaited) {
		const { access } = awaitedAccess(actor, layer);
		const isFree = layer.holders.length === 0;
		if (!isFree && access === 'none') return { ok: false, why: 'unseen' };
		return { ok: true, isHome: isFree || access === 'write' };
	}
	const verdict = may(actor, 'layer:stack', { map, layer });
	if (verdict.ok) return { ok: true, isHome: may(actor, 'layer:edit', layer).ok };
	return { ok: false, why: verdict.reason === 'private-layer' ? 'private-layer' : 'unseen' };
}

function mapAccess(
	actor: Actor | null,
	map: MapThing | undefined,
	kind: 'map' | 'talk'
): Admission {
	// Born offline: whoever knows the id of what nobody else has seen may bring it.
	if (map === undefined) return actor === null ? NO_ACCESS : WRITE;
	if (!may(actor, 'map:read', map).ok) return NO_ACCESS;
	return may(actor, kind === 'map' ? 'map:edit' : 'comment:write', map).ok ? WRITE : READ;
}

function layerAccess(actor: Actor | null, layer: StoredLayerThing | undefined): Admission {
	if (layer === undefined) return actor === null ? NO_ACCESS : WRITE;
	if (layer.isAwaited) return awaitedAccess(actor, layer);
	if (!may(actor, 'layer:read', layer).ok) return NO_ACCESS;
	return may(actor, 'layer:edit', layer).ok ? WRITE : READ;
}

/** A layer that stands on maps and has not come yet is brought by somebody who may edit such a map. */
function awaitedAccess(actor: Actor | null, { holders }: LayerThing): Admission {
	if (holders.some(({ map }) => may(actor, 'map:edit', map).ok)) return WRITE;
	return holders.some(({ map }) => may(actor, 'map:read', map).ok) ? READ : NO_ACCESS;
}

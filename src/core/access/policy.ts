import { unreachable } from '../util/unreachable.ts';

export const PERMISSION_LEVELS = ['private', 'collaborators', 'public'] as const;
export type PermissionLevel = (typeof PERMISSION_LEVELS)[number];

/** What a collaborator was given. */
export type Permission = 'view' | 'edit';

/** Who acts; `null` stands for somebody anonymous. */
export interface Actor {
	readonly id: string;
	/** A local identity beside an identity provider: welcome on maps, not in the library. */
	readonly isGuest: boolean;
	readonly isAdmin: boolean;
}

/** A map as the rules see it. */
export interface MapThing {
	readonly createdBy: string | null;
	readonly level: PermissionLevel;
	/** The actor's own row among the collaborators, awake or asleep. */
	readonly permission: Permission | null;
}

/** A layer as the rules see it. */
export interface LayerThing {
	readonly createdBy: string | null;
	readonly editable: 'creator-only' | 'everyone';
	readonly isGlobal: boolean;
	/** The maps that show it. */
	readonly holders: readonly LayerHolder[];
}

export interface LayerHolder {
	readonly map: MapThing;
	/**
	 * Whether it was put there by somebody who may edit the layer. Only such a map passes the right to
	 * edit it on; otherwise a reader could stack it on a map of his own and then change it.
	 */
	readonly isHome: boolean;
}

export interface CommentThing {
	readonly map: MapThing;
	readonly authorId: string | null;
	/** Who began the thread. */
	readonly threadAuthorId: string | null;
}

/** A layer on its way onto a map. */
export interface Stacking {
	readonly map: MapThing;
	readonly layer: LayerThing;
}

/** What may be asked, and of what. */
export interface Acts {
	'map:read': MapThing;
	/** Name, description, view, basemap and stack. */
	'map:edit': MapThing;
	/** Permission level, collaborators and links. */
	'map:share': MapThing;
	'map:list-people': MapThing;
	'map:delete': MapThing;
	/** Comment and reply. */
	'comment:write': MapThing;
	'comment:edit': CommentThing;
	'comment:delete': CommentThing;
	'comment:resolve': CommentThing;
	'layer:read': LayerThing;
	/** Configuration and features. */
	'layer:edit': LayerThing;
	'layer:set-editable': LayerThing;
	'layer:set-global': LayerThing;
	'layer:delete': LayerThing;
	'layer:stack': Stacking;
}
export type Act = keyof Acts;

/**
 * - `unseen`: the actor may not know that it exists.
 * - `signed-out`: somebody anonymous would have to say who they are first.
 * - the others: it may be seen, but not that, and why.
 */
export type Objection =
	| 'unseen'
	| 'signed-out'
	| 'not-owner'
	| 'read-only'
	| 'not-author'
	| 'not-creator'
	| 'not-admin'
	| 'guest'
	| 'private-layer';

export type Verdict = { readonly ok: true } | { readonly ok: false; readonly reason: Objection };

/** What a map is to somebody. `public`: they are let in because everybody is. */
export type MapRole = 'owner' | 'edit' | 'view' | 'public' | 'none';

const YES: Verdict = Object.freeze({ ok: true });

/**
 * Who may do what: the one set of rules, asked by the API, the socket and the interface alike. Its
 * tables are those of the HTTP contract ("Rights"). Pure; the caller brings what it needs to know.
 */
export function may<A extends Act>(actor: Actor | null, act: A, thing: Acts[A]): Verdict {
	// Before anything else: the answer must not tell whether there is such a thing.
	if (actor === null && act !== 'map:read' && act !== 'layer:read') return no('signed-out');
	switch (act) {
		case 'map:read':
		case 'map:edit':
		case 'map:share':
		case 'map:list-people':
		case 'map:delete':
		case 'comment:write':
			return mayWithMap(roleOn(actor, thing as MapThing), act);
		case 'comment:edit':
		case 'comment:delete':
		case 'comment:resolve':
			return mayWithComment(actor, act, thing as CommentThing);
		case 'layer:read':
		case 'layer:edit':
		case 'layer:set-editable':
		case 'layer:set-global':
		case 'layer:delete':
			return mayWithLayer(actor, act, thing as LayerThing);
		case 'layer:stack':
			return mayStack(actor, thing as Stacking);
		default:
			return unreachable(act);
	}
}

export function roleOn(actor: Actor | null, map: MapThing): MapRole {
	if (actor !== null && map.createdBy === actor.id) return 'owner';
	// The rows of collaborators sleep while a map is private.
	if (map.level === 'private') return 'none';
	if (actor !== null && map.permission !== null) return map.permission;
	return map.level === 'public' ? 'public' : 'none';
}

type MapAct =
	'map:read' | 'map:edit' | 'map:share' | 'map:list-people' | 'map:delete' | 'comment:write';

function mayWithMap(role: MapRole, act: MapAct): Verdict {
	if (role === 'none') return no('unseen');
	switch (act) {
		case 'map:read':
		case 'comment:write':
			return YES;
		case 'map:list-people':
			return role === 'public' ? no('read-only') : YES;
		case 'map:edit':
			return role === 'owner' || role === 'edit' ? YES : no('read-only');
		case 'map:share':
		case 'map:delete':
			return role === 'owner' ? YES : no('not-owner');
		default:
			return unreachable(act);
	}
}

function mayWithComment(
	actor: Actor | null,
	act: 'comment:edit' | 'comment:delete' | 'comment:resolve',
	{ map, authorId, threadAuthorId }: CommentThing
): Verdict {
	const role = roleOn(actor, map);
	if (role === 'none') return no('unseen');
	const isMine = actor !== null && authorId === actor.id;
	switch (act) {
		case 'comment:edit':
			return isMine ? YES : no('not-author');
		case 'comment:delete':
			return isMine || role === 'owner' ? YES : no('not-author');
		case 'comment:resolve': {
			const isMyThread = actor !== null && threadAuthorId === actor.id;
			return role === 'owner' || role === 'edit' || isMyThread ? YES : no('not-author');
		}
		default:
			return unreachable(act);
	}
}

type LayerAct =
	'layer:read' | 'layer:edit' | 'layer:set-editable' | 'layer:set-global' | 'layer:delete';

function mayWithLayer(actor: Actor | null, act: LayerAct, layer: LayerThing): Verdict {
	if (!seesLayer(actor, layer)) return no('unseen');
	if (act === 'layer:read') return YES;
	if (act === 'layer:set-global') return actor?.isAdmin === true ? YES : no('not-admin');
	const rules = layer.isGlobal && actor?.isAdmin === true;
	if (rules || (actor !== null && layer.createdBy === actor.id)) return YES;
	return act === 'layer:edit' ? mayEditOthersLayer(actor, layer) : no('not-creator');
}

function seesLayer(actor: Actor | null, layer: LayerThing): boolean {
	return (
		layer.isGlobal ||
		(actor !== null && layer.createdBy === actor.id) ||
		layer.holders.some(({ map }) => roleOn(actor, map) !== 'none')
	);
}

function mayEditOthersLayer(actor: Actor | null, layer: LayerThing): Verdict {
	if (layer.editable === 'creator-only') return no('not-creator');
	if (layer.isGlobal) return actor?.isGuest === false ? YES : no('guest');
	const mayHere = layer.holders.some(
		({ map, isHome }) => isHome && mayWithMap(roleOn(actor, map), 'map:edit').ok
	);
	return mayHere ? YES : no('read-only');
}

/** Needs edit on the map and read on the layer; nobody publishes what is somebody else's. */
function mayStack(actor: Actor | null, { map, layer }: Stacking): Verdict {
	const onMap = mayWithMap(roleOn(actor, map), 'map:edit');
	if (!onMap.ok) return onMap;
	const read = mayWithLayer(actor, 'layer:read', layer);
	if (!read.ok || map.level !== 'public' || layer.isGlobal) return read;
	return mayWithLayer(actor, 'layer:edit', layer).ok ? YES : no('private-layer');
}

function no(reason: Objection): Verdict {
	return { ok: false, reason };
}

import {
	may,
	type Act,
	type Acts,
	type Actor,
	type CommentThing,
	type MapRole,
	type MapThing,
	type PermissionLevel
} from '#core/access/policy.ts';
import { answer, type ApiBody } from '#lib/api/client.ts';
import { ApiProblem } from '#lib/api/problem.ts';
import type { MapAccessKnown } from './maps-on-device.svelte.ts';
import type { SharedDocument } from './shared-document.svelte.ts';
import type { Workspace } from './workspace.svelte.ts';

/** Acts that are asked of the map alone. */
type MapAct = {
	[A in Act]: Acts[A] extends MapThing ? (MapThing extends Acts[A] ? A : never) : never;
}[Act];
type CommentAct = 'comment:edit' | 'comment:delete' | 'comment:resolve';

/**
 * What this person may do on the open map, by the rules that the server asks too. Known from the
 * server and remembered on this device; a map that never left it is one's own. Reactive.
 */
export class MapAccess {
	readonly #id: string;
	readonly #document: SharedDocument;
	readonly #workspace: Workspace;
	#heard = $state.raw<MapAccessKnown | undefined>();
	#asking: Promise<void> | undefined;

	constructor(id: string, document: SharedDocument, workspace: Workspace) {
		this.#id = id;
		this.#document = document;
		this.#workspace = workspace;
		this.#heard = workspace.maps.get(id)?.access;
	}

	/** What the map is to this person. Until the server was heard: what the document lets them do. */
	get role(): MapRole {
		const role = this.#heard?.role ?? (this.isOnlyHere ? 'owner' : 'edit');
		if (role === 'owner' || !this.#document.isSynced) return role;
		// The document hears of a change before anybody asks.
		if (this.#document.canEdit) return 'edit';
		return role === 'edit' ? 'view' : role;
	}

	get level(): PermissionLevel {
		return this.#heard?.level ?? (this.isOnlyHere ? 'private' : 'collaborators');
	}

	/** Name of the owner, where known. */
	get ownerName(): string | undefined {
		return this.#heard?.ownerName;
	}

	/** Made on this device, and the server has not confirmed that it has it. */
	get isOnlyHere(): boolean {
		return this.#workspace.maps.get(this.#id)?.madeHere ?? false;
	}

	may(act: MapAct): boolean {
		return may(this.#actor, act, this.#thing).ok;
	}

	mayComment(act: CommentAct, { authorId, threadAuthorId }: Omit<CommentThing, 'map'>): boolean {
		return may(this.#actor, act, { map: this.#thing, authorId, threadAuthorId }).ok;
	}

	/** Asks the server again. Never rejects: without an answer the last one stands. */
	ask(): Promise<void> {
		this.#asking ??= this.#ask().finally(() => (this.#asking = undefined));
		return this.#asking;
	}

	/** What the server answered to something that changes it. */
	heard({ role, permission_level, created_by, created_by_name }: ApiBody<'MapSummary'>): void {
		const ownerName = created_by_name ?? undefined;
		this.#heard = {
			role,
			level: permission_level,
			...(ownerName === undefined ? {} : { ownerName })
		};
		const entry = this.#workspace.maps.get(this.#id);
		if (entry) this.#workspace.maps.put({ ...entry, access: this.#heard });
		if (created_by !== null && ownerName !== undefined) {
			this.#workspace.people.meet([{ id: created_by, name: ownerName }]);
		}
	}

	async #ask(): Promise<void> {
		const { api } = this.#workspace;
		try {
			this.heard(await answer(api.GET('/api/maps/{id}', { params: { path: { id: this.#id } } })));
		} catch (error) {
			// Away, or a map that the server does not have (yet): nothing new is known.
			if (!(error instanceof ApiProblem) && !(error instanceof Error)) throw error;
		}
	}

	get #actor(): Actor {
		return { id: this.#workspace.identity.user.id, isGuest: true, isAdmin: false };
	}

	get #thing(): MapThing {
		return thingOf(this.role, { me: this.#actor.id, level: this.level });
	}
}

/** A map on which the rules give this role. */
function thingOf(role: MapRole, as: { me: string; level: PermissionLevel }): MapThing {
	const { me, level } = as;
	switch (role) {
		case 'owner':
			return { createdBy: me, level, permission: null };
		case 'edit':
		case 'view':
			return {
				createdBy: null,
				level: level === 'private' ? 'collaborators' : level,
				permission: role
			};
		case 'public':
			return { createdBy: null, level: 'public', permission: null };
		case 'none':
			return { createdBy: null, level: 'private', permission: null };
	}
}

import type { Permission, PermissionLevel } from '#core/access/policy.ts';
import { answer, type ApiBody } from '#lib/api/client.ts';
import { ApiProblem } from '#lib/api/problem.ts';
import { m } from '#lib/paraglide/messages.js';
import { problemText } from '#lib/panels/words/problem-words.ts';
import type { OpenMap } from '#lib/sync/open-map.svelte.ts';
import type { Workspace } from '#lib/sync/workspace.svelte.ts';

export type Collaborator = ApiBody<'Collaborator'>;
export type RemovedPerson = ApiBody<'RemovedPerson'>;

/** A link; its secret is told once, to who makes it. Its code opens the same door later. */
export type Link = ApiBody<'ShareLink'> & { readonly token?: string };

export interface LinkWish {
	readonly permission: Permission;
	/** Hours from now; `null` for ever. */
	readonly hours: number | null;
	readonly maxUses: number | null;
}

/**
 * With whom a map is shared, as the server has it: every change goes there at once and is shown when
 * it is done.
 */
export class Sharing {
	readonly #map: OpenMap;
	readonly #workspace: Workspace;
	#state = $state<'loading' | 'ready' | 'only-here' | 'unreached'>('loading');
	#people = $state.raw<readonly Collaborator[]>([]);
	#sentAway = $state.raw<readonly RemovedPerson[]>([]);
	/** What those could do who were taken off just now. */
	readonly #had = new Map<string, Permission>();
	#links = $state.raw<readonly Link[]>([]);
	#problem = $state<string | undefined>();
	#busy = $state(false);

	constructor(map: OpenMap, workspace: Workspace) {
		this.#map = map;
		this.#workspace = workspace;
	}

	get state(): 'loading' | 'ready' | 'only-here' | 'unreached' {
		return this.#state;
	}
	get people(): readonly Collaborator[] {
		return this.#people;
	}
	/** Whom the owner took off, and did not let in again. */
	get sentAway(): readonly RemovedPerson[] {
		return this.#sentAway;
	}
	get links(): readonly Link[] {
		return this.#links;
	}
	/** What went wrong last. */
	get problem(): string | undefined {
		return this.#problem;
	}
	get busy(): boolean {
		return this.#busy;
	}

	async load(): Promise<void> {
		const { access } = this.#map;
		try {
			const { api } = this.#workspace;
			access.heard(await answer(api.GET('/api/maps/{id}', this.#at)));
			if (access.may('map:list-people')) {
				this.#people = await answer(api.GET('/api/maps/{id}/collaborators', this.#at));
				this.#meet();
			}
			if (access.may('map:share')) {
				this.#links = await answer(api.GET('/api/maps/{id}/links', this.#at));
				await this.#loadRemoved();
			}
			this.#state = 'ready';
		} catch (error) {
			const unknown = error instanceof ApiProblem && error.kind === 'not-found';
			this.#state = unknown && access.isOnlyHere ? 'only-here' : 'unreached';
			if (error instanceof ApiProblem && this.#state === 'unreached') {
				this.#problem = problemText(error);
			}
		}
	}

	setLevel(permission_level: PermissionLevel): Promise<boolean> {
		return this.#do(async (api) => {
			const body = { permission_level };
			this.#map.access.heard(await answer(api.PUT('/api/maps/{id}', { ...this.#at, body })));
		});
	}

	/** By the address they gave the server; somebody it does not know has to come by a link. */
	invite(email: string, permission: Permission): Promise<boolean> {
		return this.#do(async (api) => {
			const body = { email, permission };
			try {
				await answer(api.POST('/api/maps/{id}/collaborators', { ...this.#at, body }));
			} catch (error) {
				if (!(error instanceof ApiProblem)) throw error;
				if (error.kind === 'invalid') throw new Refused(m.share_invite_no_address());
				if (error.kind === 'not-found') throw new Refused(m.share_invite_unknown());
				if (error.kind === 'conflict') throw new Refused(m.share_invite_again());
				throw error;
			}
			await this.#reload();
		});
	}

	setPermission({ user_id: userId }: Collaborator, permission: Permission): Promise<boolean> {
		return this.#do(async (api) => {
			const params = { path: { id: this.#map.id, userId } };
			await answer(
				api.PUT('/api/maps/{id}/collaborators/{userId}', { params, body: { permission } })
			);
			this.#people = this.#people.map((person) =>
				person.user_id === userId ? { ...person, permission } : person
			);
		});
	}

	remove(person: Collaborator): Promise<boolean> {
		const { user_id: userId } = person;
		return this.#do(async (api) => {
			const params = { path: { id: this.#map.id, userId } };
			await answer(api.DELETE('/api/maps/{id}/collaborators/{userId}', { params }));
			this.#people = this.#people.filter((one) => one.user_id !== userId);
			this.#had.set(userId, person.permission);
			await this.#loadRemoved();
		});
	}

	/** No link does that: who has no address of their own could not be invited otherwise. */
	letBack({ user_id }: RemovedPerson): Promise<boolean> {
		return this.#do(async (api) => {
			const body = { user_id, permission: this.#had.get(user_id) ?? 'view' };
			await answer(api.POST('/api/maps/{id}/collaborators', { ...this.#at, body }));
			await this.#loadRemoved();
			await this.#reload();
		});
	}

	/** Also lets a private map out: the server says so in its answer. */
	createLink({ permission, hours, maxUses }: LinkWish): Promise<boolean> {
		return this.#do(async (api) => {
			const expires_at =
				hours === null ? null : new Date(Date.now() + hours * 3_600_000).toISOString();
			const body = { permission, expires_at, max_uses: maxUses };
			const link = await answer(api.POST('/api/maps/{id}/links', { ...this.#at, body }));
			this.#links = [link, ...this.#links];
			await this.#map.access.ask();
		});
	}

	revoke({ id: linkId }: Link): Promise<boolean> {
		return this.#do(async (api) => {
			const params = { path: { id: this.#map.id, linkId } };
			await answer(api.DELETE('/api/maps/{id}/links/{linkId}', { params }));
			this.#links = this.#links.filter(({ id }) => id !== linkId);
		});
	}

	async #loadRemoved(): Promise<void> {
		const { api } = this.#workspace;
		this.#sentAway = await answer(api.GET('/api/maps/{id}/collaborators/removed', this.#at));
	}

	async #reload(): Promise<void> {
		const { api } = this.#workspace;
		this.#people = await answer(api.GET('/api/maps/{id}/collaborators', this.#at));
		this.#meet();
		await this.#map.access.ask();
	}

	/** One at a time; true when it was done. */
	async #do(work: (api: Workspace['api']) => Promise<void>): Promise<boolean> {
		if (this.#busy) return false;
		this.#busy = true;
		this.#problem = undefined;
		try {
			await work(this.#workspace.api);
			return true;
		} catch (error) {
			this.#problem = error instanceof Refused ? error.message : problemText(error);
			return false;
		} finally {
			this.#busy = false;
		}
	}

	#meet(): void {
		this.#workspace.people.meet(
			this.#people.map(({ user_id: id, name, color }) => ({ id, name, color }))
		);
	}

	get #at(): { readonly params: { readonly path: { readonly id: string } } } {
		return { params: { path: { id: this.#map.id } } };
	}
}

/** A refusal that is worded already. */
class Refused extends Error {}

import { answer, type ApiBody } from '#lib/api/client.ts';
import type { Workspace } from '#lib/sync/workspace.svelte.ts';

export type Notice = ApiBody<'Notification'>;

/** How often the server is asked whether there is something new, while the page is in sight. */
const ASK_EVERY_MS = 60_000;
/** The same while the list is open: what people see on the map is in it a moment later. */
const LIST_EVERY_MS = 4_000;
const MOST = 30;

/** What happened to this person: answers, mentions, invitations. Silent where the server is away. */
export class Inbox {
	readonly #workspace: Workspace;
	#unread = $state(0);
	#notices = $state.raw<readonly Notice[]>([]);
	#reached = $state(false);
	#listed = $state(false);
	#away = $state(false);
	/** Grows when the server begins, and when it ends, to hear what was read. */
	#told = 0;

	constructor(workspace: Workspace) {
		this.#workspace = workspace;
	}

	get unread(): number {
		return this.#unread;
	}
	get notices(): readonly Notice[] {
		return this.#notices;
	}
	/** The server knows this person and was reached. */
	get reached(): boolean {
		return this.#reached;
	}
	/** The list could not be had. */
	get away(): boolean {
		return this.#away;
	}
	get listed(): boolean {
		return this.#listed;
	}

	/** Asks now and every minute, until the returned undo. */
	follow(): () => void {
		const ask = (): void => {
			if (document.visibilityState === 'visible') void this.#count();
		};
		ask();
		const timer = setInterval(ask, ASK_EVERY_MS);
		document.addEventListener('visibilitychange', ask);
		return () => {
			clearInterval(timer);
			document.removeEventListener('visibilitychange', ask);
		};
	}

	/** The list is open: it is asked for now and every few seconds, until the returned undo. */
	watch(): () => void {
		void this.list();
		const timer = setInterval(() => {
			if (document.visibilityState !== 'visible') return;
			void this.list();
			void this.#count();
		}, LIST_EVERY_MS);
		return () => clearInterval(timer);
	}

	async list(): Promise<void> {
		const { api } = this.#workspace;
		const told = this.#told;
		try {
			const params = { query: { limit: MOST } };
			const notices = await answer(api.GET('/api/notifications', { params }));
			// Something was read meanwhile: this answer may not know it yet.
			if (told !== this.#told && this.#listed) return;
			this.#notices = notices;
			this.#listed = true;
			this.#away = false;
		} catch {
			this.#away = true;
			this.#reached = false;
		}
	}

	async markRead({ id, is_read }: Notice): Promise<void> {
		if (is_read) return;
		this.#notices = this.#notices.map((notice) =>
			notice.id === id ? { ...notice, is_read: true } : notice
		);
		this.#unread = Math.max(0, this.#unread - 1);
		await this.#tell(() =>
			this.#workspace.api.PUT('/api/notifications/{id}', {
				params: { path: { id } },
				body: { is_read: true }
			})
		);
	}

	async markAllRead(): Promise<void> {
		this.#notices = this.#notices.map((notice) => ({ ...notice, is_read: true }));
		this.#unread = 0;
		await this.#tell(() =>
			this.#workspace.api.PUT('/api/notifications', { body: { is_read: true } })
		);
	}

	async #count(): Promise<void> {
		const told = this.#told;
		try {
			const { unread } = await answer(this.#workspace.api.GET('/api/notifications/unread'));
			if (told === this.#told) this.#unread = unread;
			this.#reached = true;
		} catch {
			this.#reached = false;
		}
	}

	/** What the server did not hear is asked again with the next count. */
	async #tell(call: () => Promise<unknown>): Promise<void> {
		this.#told++;
		try {
			await call();
		} catch {
			this.#reached = false;
		} finally {
			this.#told++;
		}
	}
}

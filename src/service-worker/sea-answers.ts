import { ANYONE, copyKey, personOf } from '../lib/offline/copy-key.ts';
import { FRESH_MS } from '../lib/offline/limits.ts';
import { serviceOf } from '../lib/offline/service-of.ts';
import type { FromShelf, SavingSession } from '../lib/offline/shelf-messages.ts';
import type { Kept, Shelf } from '../lib/offline/shelf.ts';
import { AwayServices } from './away-services.ts';
import { mayKeep } from './may-keep.ts';

interface Surroundings {
	/** `undefined`: this browser keeps nothing. */
	readonly shelf: () => Promise<Shelf | undefined>;
	readonly session: () => Promise<SavingSession | null>;
	readonly origin: string;
	readonly fetch: (request: Request) => Promise<Response>;
	readonly now: () => number;
	readonly online: () => boolean;
	readonly tell: (message: FromShelf) => void;
}

interface Question {
	readonly request: Request;
	readonly key: string;
	readonly service: string;
	readonly person: string;
	/** Set while a saving session is on that means this service. */
	readonly session: SavingSession | null;
	/** Work that goes on after the answer. */
	readonly later: (work: Promise<unknown>) => void;
}

/** Told at most this often for one service. */
const TELL_EVERY_MS = 2_000;

/**
 * Answers to requests for sea data: from the network, with a copy kept; from the copy when the network
 * or that one server fails or is too slow. Answers are never delayed by what happens on the shelf.
 */
export class SeaAnswers {
	readonly #around: Surroundings;
	readonly #away = new AwayServices();
	readonly #toldAt = new Map<string, number>();

	constructor(around: Surroundings) {
		this.#around = around;
	}

	async answer(request: Request, later: (work: Promise<unknown>) => void): Promise<Response> {
		const { origin } = this.#around;
		const own = new URL(request.url).origin === origin;
		const person = own ? await personOf(request.headers.get('authorization')) : ANYONE;
		const key = copyKey({ url: request.url, range: request.headers.get('range'), person });
		const service = serviceOf(request.url, origin);
		const session = await this.#sessionFor(service);
		const question = { request, key, service, person, session, later };
		return (await this.#alreadySaved(question)) ?? (await this.#networkFirst(question));
	}

	async #sessionFor(service: string): Promise<SavingSession | null> {
		const session = await this.#around.session();
		if (!session || session.until < this.#around.now()) return null;
		return session.services.includes(service) ? session : null;
	}

	/** While an area is saved: what it has, or what was fetched today, is not asked for again. */
	async #alreadySaved({ key, service, session }: Question): Promise<Response | undefined> {
		const area = session?.area;
		if (area === undefined || area === null) return undefined;
		const now = this.#around.now();
		const shelf = await this.#around.shelf();
		const kept = await shelf?.find(key, now).catch(() => undefined);
		if (!shelf || !kept) return undefined;
		const { copy, response } = kept;
		if (!copy.areas.includes(area) && now - copy.keptAt > FRESH_MS) return undefined;
		await shelf.pin(copy, area, now);
		const bytes = copy.areas.includes(area) ? 0 : copy.bytes;
		this.#around.tell({ kind: 'answer', service, bytes, area });
		return response;
	}

	async #networkFirst(question: Question): Promise<Response> {
		const { request, service } = question;
		const { fetch, now, online } = this.#around;
		const fetched = fetch(request);
		const patience = this.#away.patience(service, { time: now(), online: online() });
		const first = await soonest(fetched, patience);
		if (first.kind === 'answer' && !isOutOfOrder(first.response)) {
			return this.#fromNetwork(question, first.response);
		}
		if (request.signal.aborted) return fetched;
		const kept = await this.#find(question);
		if (kept) {
			this.#away.missed(service, now());
			this.#tellAway(service, kept.copy.keptAt);
			// It may still come, and is then the newer copy.
			if (first.kind === 'slow') question.later(this.#arrivesLate(question, fetched));
			return kept.response;
		}
		const response = await fetched;
		return isOutOfOrder(response) ? response : this.#fromNetwork(question, response);
	}

	#fromNetwork(question: Question, response: Response): Response {
		const { request, service, later } = question;
		if (this.#away.answered(service)) this.#around.tell({ kind: 'back', service });
		if (mayKeep(request, response)) later(this.#keep(question, response.clone()));
		// The right to see it was taken, or it is gone: the copy goes too.
		else if (isTakenAway(response)) later(this.#drop(question));
		return response;
	}

	async #arrivesLate(question: Question, fetched: Promise<Response>): Promise<void> {
		const response = await fetched.catch(() => undefined);
		if (!response || isOutOfOrder(response)) return;
		const works: Promise<unknown>[] = [];
		this.#fromNetwork({ ...question, later: (work) => works.push(work) }, response);
		await Promise.all(works);
	}

	async #find({ key }: Question): Promise<Kept | undefined> {
		const shelf = await this.#around.shelf();
		// A shelf that can't be read is the same as an empty one.
		return shelf?.find(key, this.#around.now()).catch(() => undefined);
	}

	async #keep(question: Question, response: Response): Promise<void> {
		const { key, service, person, session } = question;
		const shelf = await this.#around.shelf();
		const area = session?.area ?? null;
		const now = this.#around.now();
		const outcome = await shelf
			?.keep(response, { key, service, person, area, now })
			// The page left while the answer was read, or the shelf is broken: it has its answer.
			.catch(() => undefined);
		if (!outcome) return;
		if (outcome.kind === 'full') this.#tellFull();
		else if (session) {
			this.#around.tell({ kind: 'answer', service, bytes: outcome.bytes, area });
		}
	}

	async #drop({ key, person }: Question): Promise<void> {
		if (person === ANYONE) return;
		const shelf = await this.#around.shelf();
		await shelf?.drop(key).catch(() => undefined);
	}

	#tellAway(service: string, keptAt: number): void {
		if (this.#mayTell(service)) this.#around.tell({ kind: 'away', service, keptAt });
	}

	#tellFull(): void {
		if (this.#mayTell('')) this.#around.tell({ kind: 'full' });
	}

	#mayTell(what: string): boolean {
		const now = this.#around.now();
		if (now - (this.#toldAt.get(what) ?? 0) < TELL_EVERY_MS) return false;
		this.#toldAt.set(what, now);
		return true;
	}
}

type First =
	| { readonly kind: 'answer'; readonly response: Response }
	| { readonly kind: 'failed' }
	| { readonly kind: 'slow' };

function soonest(fetched: Promise<Response>, patienceMs: number): Promise<First> {
	return new Promise((resolve) => {
		const timer = setTimeout(() => resolve({ kind: 'slow' }), patienceMs);
		const settle = (first: First): void => {
			clearTimeout(timer);
			resolve(first);
		};
		fetched.then(
			(response) => settle({ kind: 'answer', response }),
			() => settle({ kind: 'failed' })
		);
	});
}

/** The server, or a proxy before it, is in trouble or overrun: not an answer to what was asked. */
function isOutOfOrder({ status }: Response): boolean {
	return status >= 500 || status === 429;
}

function isTakenAway({ status }: Response): boolean {
	return status === 401 || status === 403 || status === 404 || status === 410;
}

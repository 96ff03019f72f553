import { LRUCache } from 'lru-cache';
import {
	dialectOf,
	titilerInfoUrl,
	titilerPointUrl,
	titilerPreviewUrl,
	titilerStatisticsUrl,
	titilerTileUrl,
	titilerVersionUrls
} from '#core/raster/titiler.ts';
import type { TitilerDialect, TitilerTarget } from '#core/raster/titiler.ts';
import { FetchError } from '../fetch/fetch-fault.ts';
import type { FetchedAnswer, GuardedFetch } from '../fetch/guarded-fetch.ts';
import type { RasterJob } from './raster-job.ts';
import { RasterJobError } from './raster-job.ts';

const DIALECT_MS = 60 * 60_000;
const MAX_TILE_BYTES = 8 * 1024 * 1024;

type Ask = Exclude<RasterJob, { t: never }>;

/** A TiTiler of somebody else's, asked through the guard. */
export class TitilerProxy {
	readonly #fetch: GuardedFetch;
	readonly #dialects = new LRUCache<string, Promise<TitilerDialect>>({ max: 500, ttl: DIALECT_MS });

	constructor(fetch: GuardedFetch) {
		this.#fetch = fetch;
	}

	/** Bytes of a picture, parsed JSON, or `null`: nothing is there. */
	async answer(
		target: Omit<TitilerTarget, 'dialect'>,
		ask: Ask,
		signal: AbortSignal
	): Promise<unknown> {
		const dialect = await this.#dialect(target.server);
		const url = urlOf({ ...target, dialect }, ask);
		const isPicture = ask.t === 'tile' || ask.t === 'preview';
		const answer = await this.#ask(url, isPicture ? /^image\// : /json/, signal);
		if (answer.status === 404 && ask.t === 'tile') return null;
		if (answer.status === 204) return null;
		if (answer.status !== 200) throw new RasterJobError('source', reasonOf(answer));
		return isPicture ? answer.body : (JSON.parse(textOf(answer)) as unknown);
	}

	async #ask(url: string, accepts: RegExp, signal: AbortSignal): Promise<FetchedAnswer> {
		try {
			// One tile server that is slow must not keep the others waiting.
			const caller = new URL(url).host;
			return await this.#fetch(url, { accepts, signal, caller, maxBytes: MAX_TILE_BYTES });
		} catch (error) {
			if (!(error instanceof FetchError)) throw error;
			throw new RasterJobError('source', error.message, { cause: error });
		}
	}

	#dialect(server: string): Promise<TitilerDialect> {
		let dialect = this.#dialects.get(server);
		if (dialect === undefined) {
			dialect = this.#detect(server);
			this.#dialects.set(server, dialect);
			dialect.catch(() => this.#dialects.delete(server));
		}
		return dialect;
	}

	async #detect(server: string): Promise<TitilerDialect> {
		const { health, openApi } = titilerVersionUrls(server);
		for (const url of [health, openApi]) {
			const { signal } = new AbortController();
			const answer = await this.#ask(url, /./, signal);
			const dialect = answer.status === 200 ? dialectOf(parsed(answer)) : undefined;
			if (dialect !== undefined) return dialect;
		}
		return 'grid';
	}
}

function urlOf(target: TitilerTarget, ask: Ask): string {
	switch (ask.t) {
		case 'tile':
			return titilerTileUrl(target, ask, ask.format);
		case 'preview':
			return titilerPreviewUrl(target, ask.maxSize);
		case 'info':
			return titilerInfoUrl(target);
		case 'statistics':
			return titilerStatisticsUrl(target);
		case 'point':
			return titilerPointUrl(target, ask.lng, ask.lat);
	}
}

function textOf({ body }: FetchedAnswer): string {
	return Buffer.from(body).toString('utf8');
}

function parsed(answer: FetchedAnswer): unknown {
	try {
		return JSON.parse(textOf(answer)) as unknown;
	} catch {
		return undefined;
	}
}

const MAX_WORDS = 300;

/** What the tile server says, as plain text. */
function reasonOf(answer: FetchedAnswer): string {
	const body = parsed(answer);
	const detail =
		typeof body === 'object' && body !== null && 'detail' in body ? body.detail : undefined;
	const words = typeof detail === 'string' ? detail : `HTTP ${answer.status}`;
	return `The tile server says: ${words.slice(0, MAX_WORDS)}`;
}

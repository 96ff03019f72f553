import type { SourceType } from '#core/layer/types.ts';
import { answer, type ApiBody } from '#lib/api/client.ts';
import type { Api } from '#lib/api/client.ts';
import { problemText } from '#lib/panels/words/problem-words.ts';

export type LibraryLayer = ApiBody<'ListedLayer'>;

export interface LibraryQuery {
	readonly search: string;
	readonly category: string;
	readonly type: SourceType | '';
	readonly mine: boolean;
}

const PAGE = 60;

/** Layers that can be put on a map, as the server finds them. */
export class Library {
	readonly #api: Api;
	#layers = $state.raw<readonly LibraryLayer[]>([]);
	#state = $state<'loading' | 'ready' | 'failed'>('loading');
	#problem = $state('');
	#more = $state(false);
	/** Every category met so far: the choice does not shrink with what is chosen. */
	#categories = $state.raw<readonly string[]>([]);
	#asked = 0;

	constructor(api: Api) {
		this.#api = api;
	}

	get layers(): readonly LibraryLayer[] {
		return this.#layers;
	}
	get state(): 'loading' | 'ready' | 'failed' {
		return this.#state;
	}
	get problem(): string {
		return this.#problem;
	}
	/** There are more than are shown. */
	get more(): boolean {
		return this.#more;
	}
	get categories(): readonly string[] {
		return this.#categories;
	}

	ask(query: LibraryQuery): Promise<void> {
		this.#state = 'loading';
		return this.#fetch(query, 0);
	}

	askMore(query: LibraryQuery): Promise<void> {
		return this.#fetch(query, this.#layers.length);
	}

	/** Marks a layer as one for everybody, or sets its category. Resolves with what went wrong. */
	async change(
		id: string,
		body: { is_global?: boolean; category?: string | null }
	): Promise<string | undefined> {
		try {
			const { is_global, category } = await answer(
				this.#api.PUT('/api/layers/{id}', { params: { path: { id } }, body })
			);
			this.#layers = this.#layers.map((layer) =>
				layer.id === id ? { ...layer, is_global, category } : layer
			);
			this.#note();
			return undefined;
		} catch (error) {
			return problemText(error);
		}
	}

	async #fetch({ search, category, type, mine }: LibraryQuery, offset: number): Promise<void> {
		const turn = ++this.#asked;
		const query = {
			limit: PAGE,
			offset,
			...(search.trim() === '' ? {} : { search: search.trim() }),
			...(category === '' ? {} : { category }),
			...(type === '' ? {} : { source_type: type }),
			...(mine ? { mine: 'true' as const } : {})
		};
		try {
			const page = await answer(this.#api.GET('/api/layers', { params: { query } }));
			// Somebody types faster than the server answers: only the last question counts.
			if (turn !== this.#asked) return;
			this.#layers = offset === 0 ? page : [...this.#layers, ...page];
			this.#more = page.length === PAGE;
			this.#state = 'ready';
			this.#note();
		} catch (error) {
			if (turn !== this.#asked) return;
			this.#state = 'failed';
			this.#problem = problemText(error);
		}
	}

	#note(): void {
		const met = this.#layers.flatMap(({ category }) => category ?? []);
		this.#categories = [...new Set([...this.#categories, ...met])].sort((a, b) =>
			a.localeCompare(b)
		);
	}
}

import type { Identified, LayerQuestion } from '#lib/map/raster/raster-types.ts';

/**
 * What the layers tell of one place, each as soon as it does. A layer is asked one thing at a time: while
 * the map plays, a slow service answers for some of the times, and is not buried under all of them.
 */
export class PlaceAnswers {
	/** Ids of the layers that were asked, top of the stack first; `undefined` before the first question. */
	layers = $state.raw<readonly string[] | undefined>();
	/** The last answer of each, by its id. */
	answers = $state.raw<ReadonlyMap<string, Identified>>(new Map());
	/** The last question to each layer. */
	readonly #put = new Map<string, LayerQuestion>();
	readonly #busy = new Set<string>();
	#closed = false;

	/** What was asked last is not asked again. */
	ask(questions: readonly LayerQuestion[]): void {
		this.layers = questions.map(({ layerId }) => layerId);
		for (const question of questions) {
			const { layerId, time, source } = question;
			const last = this.#put.get(layerId);
			if (last?.time === time && last.source === source) continue;
			this.#put.set(layerId, question);
			if (!this.#busy.has(layerId)) void this.#ask(question);
		}
	}

	close(): void {
		this.#closed = true;
	}

	async #ask(question: LayerQuestion): Promise<void> {
		const { layerId } = question;
		this.#busy.add(layerId);
		const answer = await question.ask();
		this.#busy.delete(layerId);
		if (this.#closed) return;
		this.answers = new Map(this.answers).set(layerId, answer);
		const last = this.#put.get(layerId);
		if (last && last !== question) await this.#ask(last);
	}
}

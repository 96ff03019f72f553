import { uuidv4 } from 'lib0/random';
import type { NewFeature } from '#core/feature/types.ts';
import type { OpenLayer } from '#lib/sync/open-layer.svelte.ts';
import { FeatureFileReader } from './file-reader.ts';
import { MAX_FILE_BYTES, type FileVerdict, type ReaderAnswer } from './reading-types.ts';

/** Where the import of one file stands. */
export type ImportState =
	| { readonly t: 'reading'; readonly share: number }
	| { readonly t: 'refused'; readonly reason: (ReaderAnswer & { t: 'refused' })['reason'] }
	/** Read and judged; waits for the person to say where it goes. */
	| { readonly t: 'verdict'; readonly verdict: FileVerdict }
	| { readonly t: 'adding'; readonly done: number; readonly of: number }
	| { readonly t: 'done'; readonly added: number; readonly layerId: string }
	| { readonly t: 'failed' };

/**
 * Brings one file into a layer: read in a worker, judged, then added in pieces that leave room for
 * the map to move. All of it is one step of undo.
 */
export class ImportFile {
	readonly file: File;
	#state = $state.raw<ImportState>({ t: 'reading', share: 0 });
	#reader: FeatureFileReader | undefined;
	#cancelled = false;

	constructor(file: File) {
		this.file = file;
	}

	get state(): ImportState {
		return this.#state;
	}

	async read(): Promise<void> {
		if (this.file.size > MAX_FILE_BYTES) {
			this.#state = { t: 'refused', reason: 'too-big' };
			return;
		}
		this.#reader = new FeatureFileReader();
		const result = await this.#reader.read(this.file, (share) => {
			this.#state = { t: 'reading', share };
		});
		if (this.#cancelled) return;
		if ('refused' in result) {
			this.#state = { t: 'refused', reason: result.refused };
			this.close();
		} else this.#state = { t: 'verdict', verdict: result.verdict };
	}

	/** Adds what fits into the layer. Cancelling takes back what was added. */
	async addTo(layer: OpenLayer): Promise<void> {
		const state = this.#state;
		if (state.t !== 'verdict' || !this.#reader) return;
		const of = Math.min(state.verdict.taken, layer.room);
		const step = layer.beginImport();
		let done = 0;
		this.#state = { t: 'adding', done, of };
		try {
			while (done < of && !this.#cancelled) {
				const features = (await this.#reader.next()).slice(0, of - done);
				if (features.length === 0) break;
				step.add(withFreeIds(features, layer));
				done += features.length;
				this.#state = { t: 'adding', done, of };
				await breathe();
			}
		} catch {
			this.#state = { t: 'failed' };
			step.takeBack();
			return this.close();
		}
		if (this.#cancelled) {
			step.takeBack();
			return this.close();
		}
		step.end();
		this.#state = { t: 'done', added: done, layerId: layer.id };
		this.close();
	}

	/** While reading it ends at once; while adding, after the piece in hand, which is taken back too. */
	cancel(): void {
		this.#cancelled = true;
		if (this.#state.t !== 'adding') this.close();
	}

	/** Ends the worker. */
	close(): void {
		this.#reader?.close();
		this.#reader = undefined;
	}
}

/** An id that the layer has already would replace what it holds. */
function withFreeIds(features: readonly NewFeature[], layer: OpenLayer): readonly NewFeature[] {
	return features.map((feature) =>
		layer.has(feature.id) ? { ...feature, id: uuidv4() } : feature
	);
}

/** Lets the browser draw and answer between two pieces. */
function breathe(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, 0));
}

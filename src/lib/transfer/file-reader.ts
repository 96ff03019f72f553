import type { NewFeature } from '#core/feature/types.ts';
import type { FileVerdict, ReaderAnswer, ReaderRequest } from './reading-types.ts';

type Refused = (ReaderAnswer & { t: 'refused' })['reason'];

/** One file in a worker of its own. `close` ends it at once, whatever it does. */
export class FeatureFileReader {
	readonly #worker = new Worker(new URL('./reader.worker.ts', import.meta.url), {
		type: 'module',
		name: 'samsyn-file-reader'
	});

	/** What the file holds, or why it is refused. `onprogress` gets a share of 1. */
	read(
		file: Blob,
		onprogress: (share: number) => void
	): Promise<{ verdict: FileVerdict } | { refused: Refused }> {
		return new Promise((resolve) => {
			this.#worker.onerror = () => resolve({ refused: 'unreadable' });
			this.#worker.onmessage = ({ data }: MessageEvent<ReaderAnswer>) => {
				if (data.t === 'progress') onprogress(data.done / data.of);
				else if (data.t === 'verdict') resolve({ verdict: data.verdict });
				else if (data.t === 'refused') resolve({ refused: data.reason });
			};
			this.#send({ t: 'read', file });
		});
	}

	/** The next transaction's worth of features; empty at the end. */
	next(): Promise<readonly NewFeature[]> {
		return new Promise((resolve, reject) => {
			this.#worker.onerror = () => reject(new Error('the file reader stopped'));
			this.#worker.onmessage = ({ data }: MessageEvent<ReaderAnswer>) => {
				if (data.t === 'chunk') resolve(data.features);
			};
			this.#send({ t: 'next' });
		});
	}

	close(): void {
		this.#worker.terminate();
	}

	#send(request: ReaderRequest): void {
		this.#worker.postMessage(request);
	}
}

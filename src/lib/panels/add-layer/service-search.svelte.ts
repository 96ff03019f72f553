import type { WmsService } from '#core/wms/types.ts';
import type { LoadedCapabilities, LoadFault } from '#lib/wms/capabilities-types.ts';

type State =
	| { readonly t: 'idle' }
	| { readonly t: 'asking'; readonly url: string }
	| { readonly t: 'found'; readonly url: string; readonly service: WmsService }
	| { readonly t: 'refused'; readonly reason: LoadFault; readonly detail: string };

type Load = (url: string, signal: AbortSignal) => Promise<LoadedCapabilities>;

/** After so long a person may give up. */
const PATIENCE_MS = 1_000;
/** Some services need two questions of half a minute each; a person does not wait for both. */
const GIVE_UP_MS = 30_000;

/** One address at a time is asked what it has; the latest question wins. */
export class ServiceSearch {
	state = $state.raw<State>({ t: 'idle' });
	/** It takes longer than one waits gladly. */
	slow = $state(false);
	readonly #load: Load;
	#abort: AbortController | undefined;

	constructor(load: Load) {
		this.#load = load;
	}

	async ask(text: string): Promise<void> {
		this.cancel();
		const url = text.trim();
		if (url === '') return;
		const abort = (this.#abort = new AbortController());
		const patience = setTimeout(() => (this.slow = true), PATIENCE_MS);
		const end = setTimeout(() => {
			abort.abort();
			this.state = { t: 'refused', reason: 'timeout', detail: '' };
		}, GIVE_UP_MS);
		this.state = { t: 'asking', url };
		try {
			const answer = await this.#load(url, abort.signal);
			if (abort.signal.aborted) return;
			this.state = answer.ok
				? { t: 'found', url, service: answer.service }
				: { t: 'refused', reason: answer.reason, detail: answer.detail };
		} catch (error) {
			if (!abort.signal.aborted) throw error;
		} finally {
			clearTimeout(patience);
			clearTimeout(end);
			if (this.#abort === abort) this.slow = false;
		}
	}

	/** Gives the question up. */
	cancel(): void {
		this.#abort?.abort();
		this.slow = false;
		this.state = { t: 'idle' };
	}
}

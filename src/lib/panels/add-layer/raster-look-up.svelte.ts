import type { GeotiffConfig } from '#core/layer/source-config.ts';
import { temporalAxis } from '#core/time/temporal-axis.ts';
import { withLook } from '#core/legend/geotiff-look.ts';
import type { Range } from '#core/legend/position.ts';
import { dataRange } from '#lib/panels/raster-layer/data-range.ts';
import type { RasterSource } from '#lib/raster/raster-source.ts';
import { SourceError, type SourceFault } from '#lib/raster/tile-source.ts';

type State =
	| { readonly t: 'idle' }
	| { readonly t: 'reading' }
	| { readonly t: 'found'; readonly source: RasterSource }
	| { readonly t: 'refused'; readonly fault: SourceFault | 'timeout'; readonly detail: string };

/** After so long a person may give up. */
const PATIENCE_MS = 1_000;
const GIVE_UP_MS = 30_000;
/** Times of a series whose values are looked at. */
const SAMPLES = 5;

/** A raster that is looked at before it becomes a layer: what it is, and how it will be shown. */
export class RasterLookUp {
	state = $state.raw<State>({ t: 'idle' });
	/** As the layer will be saved. */
	config = $state.raw<GeotiffConfig | undefined>();
	file = $state.raw<File | undefined>();
	slow = $state(false);
	#abort: AbortController | undefined;
	/** For our own server. */
	readonly #token: () => string | undefined;

	constructor(token: () => string | undefined) {
		this.#token = token;
	}

	async read(config: GeotiffConfig, file?: File): Promise<void> {
		this.cancel();
		const abort = (this.#abort = new AbortController());
		const patience = setTimeout(() => (this.slow = true), PATIENCE_MS);
		const end = setTimeout(() => {
			this.state = { t: 'refused', fault: 'timeout', detail: '' };
			abort.abort();
		}, GIVE_UP_MS);
		this.state = { t: 'reading' };
		this.file = file;
		try {
			const source = await open(config, { file, token: this.#token, signal: abort.signal });
			const look = source.summary?.hasOwnColours
				? {}
				: { ramp: 'viridis', range: await wholeRange(source, config, abort.signal) };
			if (abort.signal.aborted) return;
			this.config = withLook(config, look);
			this.state = { t: 'found', source };
		} catch (error) {
			if (abort.signal.aborted) return;
			const { fault, detail } =
				error instanceof SourceError ? error : new SourceError('unreachable', String(error));
			this.state = { t: 'refused', fault, detail };
		} finally {
			clearTimeout(patience);
			clearTimeout(end);
			if (this.#abort === abort) this.slow = false;
		}
	}

	/** What nearly all values of the band that is shown lie within. */
	async wholeRange(): Promise<Range | undefined> {
		const { config, file } = this;
		if (this.state.t !== 'found' || !config) return undefined;
		const asked = { file, token: this.#token, signal: AbortSignal.timeout(GIVE_UP_MS) };
		return wholeRange(await open(config, asked), config, asked.signal);
	}

	cancel(): void {
		this.#abort?.abort();
		this.slow = false;
		this.config = undefined;
		this.file = undefined;
		this.state = { t: 'idle' };
	}
}

interface Asked {
	readonly file?: File | undefined;
	readonly token: () => string | undefined;
	readonly signal: AbortSignal;
}

async function open(config: GeotiffConfig, { file, ...options }: Asked): Promise<RasterSource> {
	const { openGeotiff } = await import('#lib/raster/open-geotiff.ts');
	return openGeotiff(config, { ...options, ...(file ? { file } : {}) });
}

/** Of a series some times have to do, from its first to its last. */
async function wholeRange(
	source: RasterSource,
	config: GeotiffConfig,
	signal: AbortSignal
): Promise<Range | undefined> {
	const ranges = await Promise.all(
		sampledTimes(config).map((time) =>
			// A series may have no file for some of them.
			dataRange(source, { time, signal }).catch(() => undefined)
		)
	);
	const known = ranges.filter((range) => range !== undefined);
	if (known.length === 0) return undefined;
	return [Math.min(...known.map(([low]) => low)), Math.max(...known.map(([, high]) => high))];
}

function sampledTimes({ temporal }: GeotiffConfig): (number | undefined)[] {
	const axis = temporalAxis(temporal, { now: Date.now(), periods: true });
	if (!axis.ok || !axis.value) return [undefined];
	const { value } = axis;
	const places = Array.from({ length: SAMPLES }, (_, i) =>
		Math.round((i * (value.count - 1)) / (SAMPLES - 1))
	);
	return [...new Set(places)].map((index) => value.at(index).ms);
}

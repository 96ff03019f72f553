import { untrack } from 'svelte';
import { moved, type Period } from '#core/time/period.ts';
import { pickStep, type PickedStep } from '#core/time/pick-step.ts';
import type { TimeAxis } from '#core/time/time-axis.ts';

/** A visible layer with times. */
export interface LayerTimes {
	readonly axis: TimeAxis;
	/** Where its time begins when the map has none yet: what the service names, or now. */
	readonly start: number;
}

interface ClockOptions {
	/** The person turned the clock by hand. */
	readonly onHand?: () => void;
}

/** Steps per second that a person may choose. */
export const SPEEDS = [0.5, 1, 2, 4] as const;

/**
 * The one clock of an open map, in UTC. All layers with times follow it, each by its own nearest step:
 * `pick(layerId)`. Plain reactive state; the time bar sets what is marked so, the mounted map tells
 * which layers there are and when their pictures are there.
 *
 * The clock keeps its instant when the last layer with times is hidden, for when it comes back;
 * `range` is null meanwhile, and there is nothing to show a bar for.
 */
export class MapClock {
	/** Set by the interface: steps per second while playing. */
	speed = $state<number>(1);
	/** Set by the interface: begin again at the end. */
	loop = $state(true);
	/** Set by the interface: how far a step goes; null: to the next time that a visible layer has. */
	step = $state.raw<Period | null>(null);

	#instant = $state<number | null>(null);
	/** The layer that set the clock, while nobody has moved it: a better beginning may still come. */
	#setBy: string | null = null;
	#moved = false;
	#beginning: number | null = null;
	#playing = $state(false);
	#direction = $state<1 | -1>(1);
	#layers = $state.raw<ReadonlyMap<string, LayerTimes>>(new Map());
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** Resolves when the pictures of the instant are there, or it has taken too long. */
	#settled: () => Promise<void> = () => Promise.resolve();
	/** Counts up with each start and stop, so that what was waited for before comes to nothing. */
	#run = 0;
	readonly #onHand: () => void;

	constructor({ onHand = () => undefined }: ClockOptions = {}) {
		this.#onHand = onHand;
	}

	/** Milliseconds since 1970 UTC; null before the first layer with times. */
	get instant(): number | null {
		return this.#instant;
	}

	get playing(): boolean {
		return this.#playing;
	}

	/** 1 forwards, -1 backwards; of the last step or play. */
	get direction(): 1 | -1 {
		return this.#direction;
	}

	/** Visible layers with times, by id. */
	get layers(): ReadonlyMap<string, LayerTimes> {
		return this.#layers;
	}

	/** From the first to the last time of all visible layers; null when none has times. */
	get range(): { readonly from: number; readonly to: number } | null {
		const axes = [...this.#layers.values()].map(({ axis }) => axis);
		if (axes.length === 0) return null;
		return {
			from: Math.min(...axes.map((axis) => axis.at(0).ms)),
			to: Math.max(...axes.map((axis) => axis.at(axis.count - 1).ms))
		};
	}

	/** What a layer shows at the instant; null for layers without times. */
	pick(layerId: string): PickedStep | null {
		const axis = this.#layers.get(layerId)?.axis;
		return axis && this.#instant !== null ? pickStep(axis, this.#instant) : null;
	}

	/** By hand: the instant, kept within the range. Playing goes on from there. */
	set(ms: number): void {
		this.#byHand();
		this.#instant = this.#within(ms);
	}

	/** By hand: one step on or back. Stays at the ends. */
	stepBy(direction: 1 | -1): void {
		this.#byHand();
		this.#direction = direction;
		this.#instant = this.next(direction) ?? this.#instant;
	}

	play(direction: 1 | -1 = 1): void {
		const { range } = this;
		if (!range || this.#instant === null) return;
		this.#byHand();
		this.#direction = direction;
		this.#playing = true;
		if (this.next(direction) === null) this.#instant = direction > 0 ? range.from : range.to;
		this.#schedule();
	}

	pause(): void {
		this.#run += 1;
		clearTimeout(this.#timer);
		this.#playing = false;
	}

	/** The instant one step from here; null at the end. */
	next(direction: 1 | -1): number | null {
		const { range } = this;
		const now = this.#instant;
		if (now === null || !range) return null;
		if (this.step) {
			const there = moved(now, this.step, direction);
			return there < range.from || there > range.to ? null : there;
		}
		const times = [...this.#layers.values()].flatMap(({ axis }) => beside(axis, now, direction));
		if (times.length === 0) return null;
		return direction > 0 ? Math.min(...times) : Math.max(...times);
	}

	/** For the map: the visible layers with times. The first one ever sets the clock. */
	setLayers(layers: ReadonlyMap<string, LayerTimes>): void {
		this.#layers = layers;
		const [first] = layers.keys();
		if (first === undefined) return this.pause();
		if (untrack(() => this.#instant) === null) this.#setBy = first;
		this.#begin();
	}

	/**
	 * For the interface: where to begin instead of where the layers would; null: there. Nothing happens
	 * once somebody moved the clock.
	 */
	beginAt(ms: number | null): void {
		this.#beginning = ms;
		untrack(() => this.#begin());
	}

	/** For the map: the clock of somebody who is followed. */
	follow(ms: number): void {
		this.pause();
		this.#moved = true;
		this.#instant = ms;
	}

	/** For the map: how to know that an instant is drawn. Returns the undo. */
	connect(settled: () => Promise<void>): () => void {
		this.#settled = settled;
		return () => {
			this.pause();
			this.#settled = () => Promise.resolve();
		};
	}

	/** What its layer's service says may have become known only now. */
	#begin(): void {
		const setBy = this.#setBy === null ? undefined : this.#layers.get(this.#setBy);
		if (setBy && !this.#moved) this.#instant = this.#beginning ?? setBy.start;
	}

	#byHand(): void {
		this.#moved = true;
		this.#onHand();
	}

	/** An instant stays for as long as the speed says, and until its pictures are there. */
	#schedule(): void {
		clearTimeout(this.#timer);
		const run = ++this.#run;
		this.#timer = setTimeout(() => {
			void this.#settled().then(() => {
				if (run === this.#run) this.#advance();
			});
		}, 1000 / this.speed);
	}

	#advance(): void {
		const { range } = this;
		const next = this.next(this.#direction);
		if (!range || (next === null && !this.loop)) return this.pause();
		this.#instant = next ?? (this.#direction > 0 ? range.from : range.to);
		this.#schedule();
	}

	#within(ms: number): number {
		const { range } = this;
		return range ? Math.max(range.from, Math.min(range.to, ms)) : ms;
	}
}

/** The time of an axis just after or just before an instant, if there is one. */
function beside(axis: TimeAxis, ms: number, direction: 1 | -1): number[] {
	const at = axis.floor(ms);
	const on = at >= 0 && axis.at(at).ms === ms;
	const index = direction > 0 ? at + 1 : on ? at - 1 : at;
	return index >= 0 && index < axis.count ? [axis.at(index).ms] : [];
}

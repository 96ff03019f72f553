import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';

type Decoded = ReturnType<typeof Y.decodeUpdate>;
export type Struct = Decoded['structs'][number];
export type Deletions = Decoded['ds'];

/** The structs of one client in an update, by ascending clock and without holes. */
export interface Run {
	readonly client: number;
	readonly structs: Struct[];
	/** First clock after the run. */
	end: number;
	/** Index of the first struct that was not looked at yet. */
	next: number;
	/** While one of its structs waits for a struct of another run. */
	waiting: boolean;
}

export interface ReadUpdate {
	readonly runs: ReadonlyMap<number, Run>;
	readonly deletions: Deletions;
}

/** Far above what a browser can write in a lifetime; clocks are added up, so they must stay exact. */
const MAX_CLOCK = 2 ** 31;

/**
 * An update (v1) as runs of structs and deletions, without applying it. `undefined` when it cannot be
 * decoded, or when Yjs would read something else than what is inspected here: of two blocks for one
 * client it takes the last one only. Nor when it deletes the same again and again: Yjs always writes
 * ranges in order and merged, and applies the others by walking over the same structs for each.
 */
export function readUpdate(update: Uint8Array): ReadUpdate | undefined {
	try {
		const { structs, ds } = Y.decodeUpdate(update);
		const runs = runsOf(structs);
		const blocks = decoding.readVarUint(decoding.createDecoder(update));
		if (runs?.size !== blocks || !isDisjoint(ds)) return undefined;
		return { runs, deletions: ds };
	} catch {
		return undefined;
	}
}

function runsOf(structs: readonly Struct[]): Map<number, Run> | undefined {
	const runs = new Map<number, Run>();
	let run: Run | undefined;
	for (const struct of structs) {
		const { client, clock } = struct.id;
		if (run?.client !== client) {
			if (runs.has(client)) return undefined;
			run = { client, structs: [], end: clock, next: 0, waiting: false };
			runs.set(client, run);
		}
		if (clock !== run.end || struct.length < 1) return undefined;
		run.structs.push(struct);
		run.end = clock + struct.length;
		if (run.end > MAX_CLOCK) return undefined;
	}
	return runs;
}

function isDisjoint({ clients }: Deletions): boolean {
	for (const ranges of clients.values()) {
		let end = 0;
		for (const { clock, len } of ranges) {
			if (clock < end || len < 1) return false;
			end = clock + len;
		}
		if (end > MAX_CLOCK) return false;
	}
	return true;
}

/** The struct of a run that covers `clock`, which must be within the run. */
export function structAt(run: Run, clock: number): Struct | undefined {
	let low = 0;
	let high = run.structs.length - 1;
	while (low <= high) {
		const middle = (low + high) >> 1;
		const struct = run.structs[middle];
		if (struct === undefined) return undefined;
		if (clock < struct.id.clock) high = middle - 1;
		else if (clock >= struct.id.clock + struct.length) low = middle + 1;
		else return struct;
	}
	return undefined;
}

import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

type Decoded = ReturnType<typeof Y.decodeUpdate>;
type Struct = Decoded['structs'][number];
type Deletions = Decoded['ds'];

/**
 * Splits a Yjs update (v1) into parts that are each about `maxBytes` at most and, applied in order,
 * never miss a dependency: the server refuses what is causally incomplete, and its socket refuses
 * large frames. One struct larger than that becomes a part of its own. The delete set goes with the
 * last part.
 */
export function splitUpdate(update: Uint8Array, maxBytes: number): Uint8Array[] {
	if (update.length <= maxBytes) return [update];
	const { structs, ds } = Y.decodeUpdate(update);
	const queues = queuesByClient(structs);
	const parts: Uint8Array[] = [];
	let part = new PartWriter();
	const close = (): void => {
		if (!part.isEmpty) parts.push(part.finish(undefined));
		part = new PartWriter();
	};
	for (const struct of inCausalOrder(queues)) {
		if (!part.canTake(struct)) close();
		part.add(struct);
		if (part.bytes >= maxBytes) close();
	}
	parts.push(part.finish(ds));
	return parts;
}

interface Queue {
	readonly structs: readonly Struct[];
	next: number;
}

function queuesByClient(structs: readonly Struct[]): Map<number, Queue> {
	const byClient = new Map<number, Struct[]>();
	for (const struct of structs) {
		// A gap between ranges is written by leaving it out: each part says where its run starts.
		if (struct instanceof Y.Skip) continue;
		const queue = byClient.get(struct.id.client);
		if (queue) queue.push(struct);
		else byClient.set(struct.id.client, [struct]);
	}
	return new Map([...byClient].map(([client, list]) => [client, { structs: list, next: 0 }]));
}

/**
 * Takes from each client's run as far as its references lead to structs that were taken before or
 * are not in this update at all. A cycle can't happen in an honest update; what is left over then is
 * yielded as it stands, for the receiver to judge.
 */
function* inCausalOrder(queues: ReadonlyMap<number, Queue>): Generator<Struct> {
	for (let progress = true; progress;) {
		progress = false;
		for (const queue of queues.values()) {
			for (let struct = queue.structs[queue.next]; struct; struct = queue.structs[queue.next]) {
				if (!references(struct).every((id) => isTaken(queues, id))) break;
				queue.next += 1;
				progress = true;
				yield struct;
			}
		}
	}
	for (const queue of queues.values()) yield* queue.structs.slice(queue.next);
}

function references(struct: Struct): Y.ID[] {
	if (!(struct instanceof Y.Item)) return [];
	const parent: unknown = struct.parent;
	return [struct.origin, struct.rightOrigin, parent].filter((id) => id instanceof Y.ID);
}

function isTaken(queues: ReadonlyMap<number, Queue>, id: Y.ID): boolean {
	const queue = queues.get(id.client);
	const waiting = queue?.structs[queue.next];
	return waiting === undefined || id.clock < waiting.id.clock;
}

/** Writes one part in the wire form of Yjs updates v1: one run of structs per client, then deletions. */
class PartWriter {
	readonly #runs = new Map<number, Struct[]>();
	#bytes = 0;

	get isEmpty(): boolean {
		return this.#runs.size === 0;
	}

	get bytes(): number {
		return this.#bytes;
	}

	/** A client's structs must follow on each other within one part. */
	canTake(struct: Struct): boolean {
		const last = this.#runs.get(struct.id.client)?.at(-1);
		return last === undefined || last.id.clock + last.length === struct.id.clock;
	}

	add(struct: Struct): void {
		const run = this.#runs.get(struct.id.client);
		if (run) run.push(struct);
		else this.#runs.set(struct.id.client, [struct]);
		this.#bytes += encodedLength(struct);
	}

	finish(deletions: Deletions | undefined): Uint8Array {
		const encoder = new Y.UpdateEncoderV1();
		const out = encoder.restEncoder;
		encoding.writeVarUint(out, this.#runs.size);
		for (const [client, run] of this.#runs) {
			encoding.writeVarUint(out, run.length);
			encoder.writeClient(client);
			encoding.writeVarUint(out, run[0]?.id.clock ?? 0);
			for (const struct of run) struct.write(encoder, 0);
		}
		writeDeletions(encoder, deletions);
		return encoder.toUint8Array();
	}
}

function encodedLength(struct: Struct): number {
	const probe = new Y.UpdateEncoderV1();
	struct.write(probe, 0);
	return probe.toUint8Array().length;
}

function writeDeletions(encoder: Y.UpdateEncoderV1, deletions: Deletions | undefined): void {
	const clients = [...(deletions?.clients.entries() ?? [])];
	encoding.writeVarUint(encoder.restEncoder, clients.length);
	for (const [client, items] of clients) {
		encoding.writeVarUint(encoder.restEncoder, client);
		encoding.writeVarUint(encoder.restEncoder, items.length);
		for (const { clock, len } of items) {
			encoder.writeDsClock(clock);
			encoder.writeDsLen(len);
		}
	}
}

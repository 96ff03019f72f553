import { LIMITS } from '#core/doc/limits.ts';
import type { NewFeature } from '#core/feature/types.ts';
import { eachPosition } from '#core/geometry/each-position.ts';

/** Bytes of geometry in one transaction, so that its frame stays far below the socket's limit. */
const CHUNK_BYTES = 1_000_000;
/** TWKB at 7 decimals takes 4–9 bytes for a position; the larger number is on the safe side. */
const BYTES_PER_POSITION = 9;

/** Features in transactions' worth: at most 500, and at most a megabyte of geometry, but at least one. */
export function* chunkFeatures(
	features: Iterable<NewFeature>,
	limits = { features: LIMITS.featuresPerTransaction, bytes: CHUNK_BYTES }
): Generator<readonly NewFeature[], void> {
	let chunk: NewFeature[] = [];
	let bytes = 0;
	for (const feature of features) {
		const size = sizeOf(feature);
		if (chunk.length > 0 && (chunk.length >= limits.features || bytes + size > limits.bytes)) {
			yield chunk;
			chunk = [];
			bytes = 0;
		}
		chunk.push(feature);
		bytes += size;
	}
	if (chunk.length > 0) yield chunk;
}

function sizeOf({ geometry }: NewFeature): number {
	let positions = 0;
	eachPosition(geometry, () => (positions += 1));
	return positions * BYTES_PER_POSITION;
}

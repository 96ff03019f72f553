import type { FeatureNote, FeatureRefusal, GeoJsonRefusal } from '#core/format/read-geojson.ts';
import type { NewFeature } from '#core/feature/types.ts';

/** Why a file is refused before anything in it is understood. */
export type FileRefusal = 'too-big' | 'empty' | 'unreadable';

/** A browser holds such a file three times while reading it: as bytes, as text, as features. */
export const MAX_FILE_BYTES = 100 * 1024 * 1024;

/** How often something was found in a file, and where first (features counted from 1, as people do). */
export interface Tally<Reason extends string> {
	readonly reason: Reason;
	readonly count: number;
	readonly first: readonly number[];
}

/** What a file holds, before anything of it is added. */
export interface FileVerdict {
	/** Features that can be taken. */
	readonly taken: number;
	readonly refused: readonly Tally<FeatureRefusal>[];
	readonly notes: readonly Tally<FeatureNote>[];
}

/** To the worker: read a file; then, once per `next`, hand over a chunk. */
export type ReaderRequest = { readonly t: 'read'; readonly file: Blob } | { readonly t: 'next' };

export type ReaderAnswer =
	| { readonly t: 'progress'; readonly done: number; readonly of: number }
	| { readonly t: 'refused'; readonly reason: GeoJsonRefusal | FileRefusal }
	| { readonly t: 'verdict'; readonly verdict: FileVerdict }
	/** Empty when there are no more. */
	| { readonly t: 'chunk'; readonly features: readonly NewFeature[] };

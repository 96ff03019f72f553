import { uuidv4 } from 'lib0/random';
import { readGeoJson } from '#core/format/read-geojson.ts';
import type { FeatureNote, FeatureRefusal } from '#core/format/read-geojson.ts';
import type { NewFeature } from '#core/feature/types.ts';
import { Tallies } from './tally.ts';
import { MAX_FILE_BYTES, type FileVerdict, type ReaderAnswer } from './reading-types.ts';

/** Features between two reports of progress. */
const REPORT_EVERY = 500;

interface ReadFile {
	readonly verdict: FileVerdict;
	readonly features: readonly NewFeature[];
}

/** Reads a file to its end; `undefined` when it was refused, which `report` has said. */
export async function readFile(
	file: Blob,
	report: (answer: ReaderAnswer) => void
): Promise<ReadFile | undefined> {
	if (file.size === 0) return refuse('empty');
	if (file.size > MAX_FILE_BYTES) return refuse('too-big');
	const text = await textOf(file);
	if (text === undefined) return refuse('unreadable');
	const read = readGeoJson(text, { newId: () => uuidv4(), taken: () => false });
	if (!read.ok) return refuse(read.reason);
	const features: NewFeature[] = [];
	const refused = new Tallies<FeatureRefusal>();
	const notes = new Tallies<FeatureNote>();
	for (const verdict of read.value.verdicts()) {
		const { index } = verdict;
		if (verdict.ok) {
			features.push(verdict.feature);
			for (const note of verdict.notes) notes.add(note, index);
		} else refused.add(verdict.reason, index);
		if (index % REPORT_EVERY === 0) report({ t: 'progress', done: index, of: read.value.count });
	}
	const verdict = { taken: features.length, refused: refused.list(), notes: notes.list() };
	return { verdict, features };

	function refuse(reason: (ReaderAnswer & { t: 'refused' })['reason']): undefined {
		report({ t: 'refused', reason });
	}
}

async function textOf(file: Blob): Promise<string | undefined> {
	try {
		return await file.text();
	} catch {
		return undefined;
	}
}

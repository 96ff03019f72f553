import type { NewFeature } from '#core/feature/types.ts';
import { chunkFeatures } from './chunk-features.ts';
import { readFile } from './read-file.ts';
import type { ReaderAnswer, ReaderRequest } from './reading-types.ts';

// Parsing a large file takes seconds: here nobody waits for it with a frozen map.

let chunks: Generator<readonly NewFeature[], void> | undefined;

function answer(message: ReaderAnswer): void {
	self.postMessage(message);
}

self.addEventListener('message', ({ data }: MessageEvent<ReaderRequest>) => {
	if (data.t === 'read') void read(data.file);
	else answer({ t: 'chunk', features: chunks?.next().value ?? [] });
});

async function read(file: Blob): Promise<void> {
	const result = await readFile(file, answer);
	if (!result) return;
	chunks = chunkFeatures(result.features);
	answer({ t: 'verdict', verdict: result.verdict });
}

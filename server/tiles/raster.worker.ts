import { parentPort, workerData } from 'node:worker_threads';
import { createGuardedFetch } from '../fetch/guarded-fetch.ts';
import { doRasterJob } from './do-raster-job.ts';
import { useNativeDecoders } from './native-decoders.ts';
import { OpenRasters } from './open-raster.ts';
import { RasterJobError } from './raster-job.ts';
import type { FromWorker, ToWorker } from './raster-job.ts';

// Decoding, warping and packing tiles would hold up everybody's edits in the main thread.

const { allowHosts } = workerData as { readonly allowHosts: readonly string[] };
const port = parentPort;
if (port === null) throw new Error('This file runs as a worker.');

const aborters = new Map<number, AbortController>();
const definitions = new Map<number, Promise<string | undefined>>();
const waiting = new Map<number, (definition: string | undefined) => void>();

useNativeDecoders();
const rasters = new OpenRasters({
	fetch: createGuardedFetch({ allowHosts }),
	definitionOf(code) {
		let definition = definitions.get(code);
		if (definition === undefined) {
			definition = new Promise((resolve) => waiting.set(code, resolve));
			definitions.set(code, definition);
			say({ t: 'crs', code });
		}
		return definition;
	}
});

port.on('message', (message: ToWorker) => {
	if (message.t === 'job') void work(message);
	else if (message.t === 'abort') aborters.get(message.id)?.abort();
	else waiting.get(message.code)?.(message.definition);
});

async function work({ id, job }: Extract<ToWorker, { t: 'job' }>): Promise<void> {
	const aborter = new AbortController();
	aborters.set(id, aborter);
	try {
		const value = await doRasterJob(rasters, job, aborter.signal);
		say({ t: 'done', id, value });
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		const isExpected = error instanceof RasterJobError;
		say({ t: 'failed', id, message, ...(isExpected ? { trouble: error.trouble } : {}) });
	} finally {
		aborters.delete(id);
	}
}

function say(message: FromWorker): void {
	port?.postMessage(message);
}

import { doRasterTask } from './do-raster-task.ts';
import { OpenRasters } from './open-rasters.ts';
import type { FromRasterWorker, ToRasterWorker } from './raster-wire.ts';
import { SourceError } from './tile-source.ts';

// Unpacking and drawing a tile takes some 20 ms: here the map does not stutter for it.

const rasters = new OpenRasters();
const aborters = new Map<number, AbortController>();

self.addEventListener('message', ({ data }: MessageEvent<ToRasterWorker>) => {
	if (data.t === 'task') void work(data);
	else aborters.get(data.id)?.abort();
});

async function work(message: Extract<ToRasterWorker, { t: 'task' }>): Promise<void> {
	const { id } = message;
	const aborter = new AbortController();
	aborters.set(id, aborter);
	try {
		const value = await doRasterTask(rasters, message, aborter.signal);
		say({ t: 'done', id, value }, value instanceof ImageBitmap ? [value] : []);
	} catch (error) {
		const { fault, detail } =
			error instanceof SourceError ? error : new SourceError('unreachable', String(error));
		say({ t: 'failed', id, fault, detail });
	} finally {
		aborters.delete(id);
	}
}

function say(message: FromRasterWorker, transfer: Transferable[] = []): void {
	self.postMessage(message, { transfer });
}

import { spawn } from 'node:child_process';
import type { Logger } from '../log.ts';

const LIMIT_MS = 15 * 60_000;
const CACHE_MB = '256';
const MAX_WORDS = 2_000;

/**
 * Turns a raster into a Cloud Optimized GeoTIFF with GDAL. `false`: GDAL is not installed, or could
 * not; then the file stays as it came. No shell: names are arguments.
 */
export async function makeCog(
	from: string,
	to: string,
	{ log, signal }: { readonly log: Logger; readonly signal: AbortSignal }
): Promise<boolean> {
	const args = [
		'-q',
		// Only TIFFs: other drivers read addresses and files that the uploaded one names.
		...['-if', 'GTiff'],
		...['-of', 'COG', '-co', 'COMPRESS=DEFLATE', '-co', 'PREDICTOR=YES'],
		...['-co', 'BIGTIFF=IF_SAFER', '--config', 'GDAL_CACHEMAX', CACHE_MB],
		from,
		to
	];
	const result = await run('gdal_translate', args, signal);
	signal.throwIfAborted();
	if (result === 'missing') return false;
	if (result.code === 0) return true;
	log.warn({ code: result.code, words: result.words }, 'gdal_translate could not make a COG');
	return false;
}

function run(
	command: string,
	args: readonly string[],
	signal: AbortSignal
): Promise<'missing' | { readonly code: number | null; readonly words: string }> {
	return new Promise((resolve) => {
		const child = spawn(command, args, {
			stdio: ['ignore', 'ignore', 'pipe'],
			timeout: LIMIT_MS,
			killSignal: 'SIGKILL',
			signal,
			// Nothing of our environment: it holds secrets.
			env: { PATH: process.env['PATH'] ?? '', GDAL_DISABLE_READDIR_ON_OPEN: 'EMPTY_DIR' }
		});
		let words = '';
		child.stderr.setEncoding('utf8').on('data', (text: string) => {
			words = (words + text).slice(0, MAX_WORDS);
		});
		child.on('error', () => resolve('missing'));
		child.on('close', (code) => resolve({ code, words }));
	});
}

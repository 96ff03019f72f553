import { announcement } from './announce.ts';
import { parseConfig } from './config.ts';
import { seedLibrary } from './library/seed-library.ts';
import { createLogger } from './log.ts';
import type { Logger } from './log.ts';
import { startServer } from './start-server.ts';
import type { RunningServer } from './start-server.ts';
import { StartupError } from './startup-error.ts';

/** A little more than the server takes to stop by itself. */
const EXIT_LIMIT_MS = 12_000;

async function main(): Promise<void> {
	const parsed = parseConfig(process.env);
	if (!parsed.ok) return refuse(parsed.problems.join('\n'));
	const log = createLogger(parsed.config.logLevel);
	let running: RunningServer | undefined;
	const ending = new AbortController();
	const end = createEnd(log, ending, () => running);
	process.on('SIGINT', () => end('SIGINT', 0));
	process.on('SIGTERM', () => end('SIGTERM', 0));
	// Started by scripts/start.mjs: when that is killed, nobody could end this one.
	process.on('disconnect', () => end('parent gone', 0));
	// The last resort: a fault nobody caught. What is acknowledged is in the log; drain and go.
	process.on('uncaughtException', (error) => {
		log.fatal({ err: error }, 'uncaught exception');
		end('uncaughtException', 1);
	});
	process.on('unhandledRejection', (error) => {
		log.fatal({ err: error }, 'unhandled rejection');
		end('unhandledRejection', 1);
	});
	try {
		running = await startServer({ ...parsed.config, log });
		process.stdout.write(await announcement(parsed.config.host, running.port));
		await seedLibrary(running, ending.signal);
	} catch (error) {
		if (!(error instanceof StartupError)) throw error;
		log.debug({ err: error }, 'start refused');
		refuse(error.message);
	}
}

/** Stops the server once, within a limit, and exits. */
function createEnd(log: Logger, ending: AbortController, server: () => RunningServer | undefined) {
	return (reason: string, code: number): void => {
		if (ending.signal.aborted) return;
		ending.abort();
		log.info({ reason }, 'stopping');
		setTimeout(() => process.exit(1), EXIT_LIMIT_MS).unref();
		const stopped = server()?.stop() ?? Promise.resolve();
		stopped.then(
			() => process.exit(code),
			(error: unknown) => {
				log.error({ err: error }, 'could not stop cleanly');
				process.exit(1);
			}
		);
	};
}

function refuse(sentences: string): void {
	process.stderr.write(`${sentences}\n`);
	process.exit(1);
}

await main();

import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isEmbeddedMessage } from '../../db/embedded-messages.ts';
import type { Logger } from '../log.ts';
import { StartupError } from '../startup-error.ts';

const ENTRY = fileURLToPath(new URL('../../db/embedded.ts', import.meta.url));
/** A first start with PostGIS takes about 10 s on a slow laptop. */
const READY_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 10_000;
const RESTART_DELAYS_MS = [100, 500, 2_000, 5_000] as const;

/** The embedded database as a running process. `host` is what `pg` connects to. */
export interface EmbeddedProcess {
	readonly host: string;
	readonly pid: number | undefined;
	stop(): Promise<void>;
}

/** Starts the embedded database, and starts it again when it dies before `stop` is called. */
export async function startEmbedded(dataFolder: string, log: Logger): Promise<EmbeddedProcess> {
	const supervisor = new Supervisor(dataFolder, log);
	const host = await supervisor.start();
	return {
		host,
		get pid() {
			return supervisor.pid;
		},
		stop: () => supervisor.stop()
	};
}

class Supervisor {
	readonly #dataFolder: string;
	readonly #log: Logger;
	#child: ChildProcess | undefined;
	#stopped = false;

	constructor(dataFolder: string, log: Logger) {
		this.#dataFolder = dataFolder;
		this.#log = log;
	}

	get pid(): number | undefined {
		return this.#child?.pid;
	}

	async start(): Promise<string> {
		// A group of its own: Ctrl-C in the terminal must not end it before the server has drained.
		const child = fork(ENTRY, [this.#dataFolder], {
			stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
			execArgv: [],
			detached: true
		});
		this.#child = child;
		const complaints = collectText(child);
		const host = await this.#ready(child, complaints);
		child.once('exit', (code, signal) => {
			if (this.#stopped) return;
			this.#log.error({ code, signal, stderr: complaints() }, 'the embedded database ended');
			void this.#restart();
		});
		return host;
	}

	async stop(): Promise<void> {
		this.#stopped = true;
		const child = this.#child;
		if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
		const gone = new Promise((resolve) => child.once('exit', resolve));
		child.kill('SIGTERM');
		const killer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
		await gone;
		clearTimeout(killer);
	}

	async #restart(): Promise<void> {
		for (let attempt = 0; await this.#wanted(attempt); attempt++) {
			try {
				await this.start();
				this.#log.warn({ attempt }, 'the embedded database runs again');
				return;
			} catch (error) {
				this.#log.error({ err: error }, 'the embedded database could not be started again');
			}
		}
	}

	/** Waits longer from attempt to attempt; false when the server stopped meanwhile. */
	async #wanted(attempt: number): Promise<boolean> {
		await sleep(RESTART_DELAYS_MS[Math.min(attempt, RESTART_DELAYS_MS.length - 1)]);
		return !this.#stopped;
	}

	#ready(child: ChildProcess, complaints: () => string): Promise<string> {
		return new Promise((resolve, reject) => {
			const refuse = (sentence: string) => {
				clearTimeout(timer);
				child.kill('SIGKILL');
				reject(new StartupError(sentence, { cause: complaints() }));
			};
			const timer = setTimeout(
				() => refuse('The embedded database did not start in time.'),
				READY_LIMIT_MS
			);
			child.once('exit', () => refuse(`The embedded database ended at once: ${complaints()}`));
			child.once('error', (error) => refuse(`The embedded database: ${error.message}`));
			child.on('message', (message) => {
				if (!isEmbeddedMessage(message)) return;
				if (message.type === 'failed') {
					refuse(this.#refusal(message.reason, message.message));
				} else {
					clearTimeout(timer);
					child.removeAllListeners('exit');
					resolve(message.host);
				}
			});
		});
	}

	#refusal(reason: 'in-use' | 'broken', message: string): string {
		return reason === 'in-use'
			? `The data folder ${this.#dataFolder} is in use by another SamSyn: stop that one, or set SAMSYN_DATA to another folder.`
			: `The embedded database in ${this.#dataFolder} does not open: ${message}.`;
	}
}

/** The last of what a child wrote to its standard error. */
function collectText(child: ChildProcess): () => string {
	let text = '';
	child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
		text = (text + chunk).slice(-4000);
	});
	return () => text.trim();
}

import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Place } from '../../testing/place.ts';
import type { TestUser } from './sync-server.ts';

const MAIN = fileURLToPath(new URL('../../main.ts', import.meta.url));
const CLI = fileURLToPath(new URL('../../projection-cli.ts', import.meta.url));
const START_LIMIT_MS = 60_000;

/** The real server in a process of its own, always at the same address. */
export class ServerProcess {
	readonly #env: Readonly<Record<string, string>>;
	readonly port: number;
	#child: ChildProcess | undefined;
	/** What it wrote, of all its lives. */
	output = '';

	private constructor(env: Readonly<Record<string, string>>, port: number) {
		this.#env = env;
		this.port = port;
	}

	static async start(
		place: Place,
		env: Readonly<Record<string, string>> = {}
	): Promise<ServerProcess> {
		const port = await freePort();
		const server = new ServerProcess(
			{
				PATH: process.env['PATH'] ?? '',
				LOG_LEVEL: 'error',
				...place.env,
				...env,
				PORT: String(port)
			},
			port
		);
		await server.start();
		return server;
	}

	get http(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	get ws(): string {
		return `ws://127.0.0.1:${this.port}/sync`;
	}

	/** Starts it, again and again while the one before still holds the data. */
	async start(): Promise<void> {
		const end = performance.now() + START_LIMIT_MS;
		while (!(await this.#tryStart())) {
			if (performance.now() > end) throw new Error(`the server does not start: ${this.output}`);
			await sleep(100);
		}
	}

	/** No goodbye: as if the power went. */
	async kill(): Promise<void> {
		await this.#end('SIGKILL');
	}

	/** Kills the embedded database under it; the server starts another by itself. */
	killDatabase(): void {
		const children = execFileSync('pgrep', ['-P', String(this.#child?.pid)], { encoding: 'utf8' });
		process.kill(Number(children.trim().split('\n')[0]), 'SIGKILL');
	}

	/** Ends it as an operator does, and returns its exit code. */
	async stop(): Promise<number | null> {
		return this.#end('SIGTERM');
	}

	async #end(signal: NodeJS.Signals): Promise<number | null> {
		const child = this.#child;
		this.#child = undefined;
		if (child === undefined || child.exitCode !== null) return child?.exitCode ?? null;
		const gone = once(child, 'exit');
		child.kill(signal);
		await gone;
		return child.exitCode;
	}

	async user(name: string): Promise<TestUser> {
		const response = await fetch(`${this.http}/api/session`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ name })
		});
		const { token, user } = (await response.json()) as { token: string; user: TestUser };
		return { ...user, token };
	}

	/** Exit code and report of `npm run project -- --verify`. */
	async verify(): Promise<{ code: number | null; report: string }> {
		const child = spawn(process.execPath, [CLI, '--verify'], { env: this.#env });
		let report = '';
		child.stdout.setEncoding('utf8').on('data', (chunk: string) => (report += chunk));
		child.stderr.setEncoding('utf8').on('data', (chunk: string) => (report += chunk));
		await once(child, 'close');
		return { code: child.exitCode, report };
	}

	#tryStart(): Promise<boolean> {
		const child = spawn(process.execPath, [MAIN], { env: this.#env });
		this.#child = child;
		return new Promise((resolve) => {
			const note = (chunk: string) => {
				this.output = (this.output + chunk).slice(-20_000);
				if (chunk.includes('runs at')) resolve(true);
			};
			child.stdout.setEncoding('utf8').on('data', note);
			child.stderr.setEncoding('utf8').on('data', note);
			child.once('exit', () => resolve(false));
		});
	}
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}

import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const REFERENCE = fileURLToPath(new URL('../reference', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const START_LIMIT_MS = 60_000;

/** URL of a PostgreSQL with PostGIS whose user may create databases. */
export const ADMIN_URL = process.env['SAMSYN_BENCH_DATABASE_URL'];

export interface BenchServer {
	readonly name: string;
	/** Where clients connect to, and how they speak. */
	readonly protocol: 'hocuspocus' | 'y-websocket';
	readonly url: string;
	readonly tokens: readonly string[];
	/** Of a PostgreSQL of our own. */
	readonly databaseUrl?: string;
	kill(): Promise<void>;
	/** The same server again, over the same data. */
	restart(): Promise<void>;
	stop(): Promise<void>;
}

/** Installs what we measure against, apart from the app, when it is missing. */
export function installReferences(): void {
	const packages = ['y-websocket', '@geomatico/maplibre-cog-protocol'];
	if (packages.every((name) => existsSync(join(REFERENCE, 'node_modules', name)))) return;
	process.stderr.write('Installing the references …\n');
	execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: REFERENCE, stdio: 'ignore' });
}

/** SamSyn as it is shipped; on the embedded database without `ADMIN_URL`. */
export async function startOurs(users: number): Promise<BenchServer> {
	const dataFolder = mkdtempSync(join(tmpdir(), 'samsyn-bench-'));
	const database = ADMIN_URL === undefined ? undefined : await createDatabase(ADMIN_URL);
	const server = new ChildServer('server/main.ts', ROOT, {
		SAMSYN_DATA: dataFolder,
		LOG_LEVEL: 'error',
		// The clients here are faster than people.
		SAMSYN_MAX_MESSAGES_PER_SECOND: '100000',
		SAMSYN_MAX_BYTES_PER_SECOND: String(256 * 1024 * 1024),
		SAMSYN_MAX_SOCKETS_PER_USER: '1000',
		SAMSYN_MAX_REQUESTS_PER_MINUTE: '10000000',
		...(database === undefined ? {} : { DATABASE_URL: database.url })
	});
	await server.start();
	const tokens = await Promise.all(
		Array.from({ length: users }, (_, i) => sessionToken(server.port, `Writer ${i}`))
	);
	return describe(server, {
		name: database === undefined ? 'SamSyn (embedded)' : 'SamSyn (PostgreSQL)',
		protocol: 'hocuspocus',
		path: '/sync',
		tokens,
		...(database === undefined ? {} : { databaseUrl: database.url }),
		async remove() {
			await database?.drop();
			rmSync(dataFolder, { recursive: true, force: true });
		}
	});
}

/** Milliseconds, on average, from the arrival of an update at our server until it was committed. */
export async function commitMilliseconds(server: BenchServer): Promise<number> {
	const url = server.url.replace('ws://', 'http://').replace('/sync', '/metrics');
	const text = await (await fetch(url)).text();
	const read = (name: string) =>
		Number(new RegExp(`^samsyn_log_append_seconds_${name} (\\S+)`, 'm').exec(text)?.[1]);
	return (read('sum') / read('count')) * 1_000;
}

/** y-websocket's server: relays, stores nothing. */
export async function startRelay(): Promise<BenchServer> {
	const server = new ChildServer('relay.mjs', REFERENCE, {});
	await server.start();
	return describe(server, {
		name: 'y-websocket (relay only)',
		protocol: 'y-websocket',
		path: '',
		tokens: [],
		remove: () => Promise.resolve()
	});
}

/** Hocuspocus with its own persistence, on the same PostgreSQL. */
export async function startStock(): Promise<BenchServer> {
	if (ADMIN_URL === undefined) throw new Error('SAMSYN_BENCH_DATABASE_URL is not set');
	const database = await createDatabase(ADMIN_URL);
	const server = new ChildServer('stock-hocuspocus.mjs', REFERENCE, {
		DATABASE_URL: database.url
	});
	await server.start();
	return describe(server, {
		name: 'Hocuspocus + extension-database',
		protocol: 'hocuspocus',
		path: '',
		tokens: [''],
		remove: () => database.drop()
	});
}

interface Description extends Pick<BenchServer, 'name' | 'protocol' | 'tokens' | 'databaseUrl'> {
	readonly path: string;
	readonly remove: () => Promise<void>;
}

function describe(server: ChildServer, description: Description): BenchServer {
	const { path, remove, ...rest } = description;
	return {
		...rest,
		url: `ws://127.0.0.1:${server.port}${path}`,
		kill: () => server.end('SIGKILL'),
		restart: () => server.start(),
		async stop() {
			await server.end('SIGTERM');
			await remove();
		}
	};
}

class ChildServer {
	readonly #script: string;
	readonly #folder: string;
	readonly #env: Readonly<Record<string, string>>;
	#child: ChildProcess | undefined;
	port = 0;

	constructor(script: string, folder: string, env: Readonly<Record<string, string>>) {
		this.#script = script;
		this.#folder = folder;
		this.#env = env;
	}

	async start(): Promise<void> {
		if (this.port === 0) this.port = await freePort();
		const end = performance.now() + START_LIMIT_MS;
		// Again and again: the one before may still hold the data.
		while (!(await this.#tryStart())) {
			if (performance.now() > end) throw new Error(`${this.#script} does not start`);
		}
	}

	async end(signal: NodeJS.Signals): Promise<void> {
		const child = this.#child;
		if (child === undefined || child.exitCode !== null) return;
		const gone = once(child, 'exit');
		child.kill(signal);
		await gone;
	}

	#tryStart(): Promise<boolean> {
		const child = spawn(process.execPath, [this.#script], {
			cwd: this.#folder,
			env: { PATH: process.env['PATH'] ?? '', ...this.#env, PORT: String(this.port) },
			stdio: ['ignore', 'pipe', 'ignore']
		});
		this.#child = child;
		return new Promise((resolve) => {
			child.stdout.setEncoding('utf8').on('data', (text: string) => {
				if (/runs at|ready|running/.test(text)) resolve(true);
			});
			child.once('exit', () => setTimeout(() => resolve(false), 100));
		});
	}
}

async function sessionToken(port: number, name: string): Promise<string> {
	const response = await fetch(`http://127.0.0.1:${port}/api/session`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ name })
	});
	return ((await response.json()) as { token: string }).token;
}

async function createDatabase(adminUrl: string) {
	const name = `samsyn_bench_${process.pid}_${Date.now()}`;
	const admin = new pg.Client({ connectionString: adminUrl });
	await admin.connect();
	await admin.query(`create database ${name}`);
	const url = new URL(adminUrl);
	url.pathname = `/${name}`;
	return {
		url: url.href,
		async drop() {
			await admin.query(`drop database if exists ${name} with (force)`);
			await admin.end();
		}
	};
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}

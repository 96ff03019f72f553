// npm run dev: Vite with a proxy to the server, both reloading when a file changes.
import { spawn } from 'node:child_process';
import { ensureInstalled } from './install.mjs';
import { ROOT, toolEnvironment } from './run.mjs';

const SERVER_PORT = process.env['SAMSYN_DEV_SERVER_PORT'] ?? '3001';

await ensureInstalled();

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
function start(command, args, env) {
	const options = { cwd: ROOT, env: { ...toolEnvironment(), ...env }, stdio: 'inherit' };
	const child = spawn(
		command,
		args,
		/** @type {import('node:child_process').SpawnOptions} */ (options)
	);
	child.once('exit', (code) => end(code ?? 0));
	return child;
}

let ending = false;

/** @param {number} code */
function end(code) {
	if (ending) return;
	ending = true;
	process.exitCode = code;
	for (const child of children) child.kill('SIGTERM');
}

const children = [
	start('node', ['--watch', '--watch-preserve-output', 'server/main.ts'], { PORT: SERVER_PORT }),
	start('vite', ['dev'], { SAMSYN_DEV_SERVER_PORT: SERVER_PORT })
];
process.on('SIGINT', () => end(0));
process.on('SIGTERM', () => end(0));

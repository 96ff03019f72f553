// Helpers to start programs. Plain JavaScript for Node 20: runs before anything is installed.
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the clone. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const BIN = join(ROOT, 'node_modules', '.bin');

/** What Node made of our sources and of the packages, for the next start. */
const COMPILED = join(ROOT, 'node_modules', '.cache', 'node');

/** The environment in which `node` is the Node 24 of node_modules, and tools are found by name. */
export function toolEnvironment() {
	const path = `${BIN}${delimiter}${process.env['PATH'] ?? ''}`;
	return { NODE_COMPILE_CACHE: COMPILED, ...process.env, PATH: path };
}

/**
 * Runs a program and resolves with its exit code.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, options = {}) {
	return new Promise((resolve) => {
		const child = spawn(command, args, {
			cwd: ROOT,
			env: toolEnvironment(),
			stdio: 'inherit',
			shell: process.platform === 'win32',
			...options
		});
		child.once('error', (error) => {
			process.stderr.write(`${command}: ${error.message}\n`);
			resolve(1);
		});
		child.once('exit', (code, signal) => resolve(code ?? (signal === null ? 1 : 128)));
	});
}

/**
 * Runs a program whose output matters only when it fails; then it is shown, under a heading if there
 * is one. True when it succeeded.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} [heading]
 * @returns {Promise<boolean>}
 */
export function runQuietly(command, args, heading = '') {
	return new Promise((resolve) => {
		const child = spawn(command, args, {
			cwd: ROOT,
			env: toolEnvironment(),
			stdio: ['ignore', 'pipe', 'pipe'],
			shell: process.platform === 'win32'
		});
		/** @type {Buffer[]} */
		const output = [];
		child.stdout.on('data', (chunk) => output.push(chunk));
		child.stderr.on('data', (chunk) => output.push(chunk));
		child.once('error', (error) => output.push(Buffer.from(`${command}: ${error.message}\n`)));
		child.once('close', (code) => {
			if (code !== 0) process.stderr.write(Buffer.concat([Buffer.from(heading), ...output]));
			resolve(code === 0);
		});
	});
}

/**
 * Prints a sentence and ends the process.
 *
 * @param {string} sentence
 * @returns {never}
 */
export function giveUp(sentence) {
	process.stderr.write(`${sentence}\n`);
	process.exit(1);
}

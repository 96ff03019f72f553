import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { StartupError } from '../startup-error.ts';

const FILE = 'secret';
const BYTES = 32;

/** The key that signs tokens: configured, or made once and kept in the data folder. */
export function readSecret(config: Pick<Config, 'secret' | 'dataFolder'>): Uint8Array {
	if (config.secret !== undefined) return new TextEncoder().encode(config.secret);
	const path = join(config.dataFolder, FILE);
	try {
		mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 });
		return keptSecret(path) ?? makeSecret(path);
	} catch (error) {
		throw new StartupError(
			`The secret in ${path} cannot be read or written: mend the folder's rights, or set SAMSYN_SECRET.`,
			{ cause: error }
		);
	}
}

function keptSecret(path: string): Uint8Array | undefined {
	let text: string;
	try {
		text = readFileSync(path, 'utf8');
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
		throw error;
	}
	const secret = Buffer.from(text.trim(), 'base64url');
	// An empty or cut-off file would sign with a key that can be guessed.
	return secret.length < BYTES ? undefined : secret;
}

function makeSecret(path: string): Uint8Array {
	const secret = randomBytes(BYTES);
	writeFileSync(path, secret.toString('base64url'), { mode: 0o600 });
	return secret;
}

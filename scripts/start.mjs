// npm start: installs what is missing, builds what is stale, runs the server.
import { spawn } from 'node:child_process';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { giveUp, ROOT, toolEnvironment } from './run.mjs';

const node = await ensureInstalled();
if (!(await ensureBuilt())) giveUp('The client could not be built.');

// The channel tells the server when this process is gone, however it went.
const server = spawn(node, ['server/main.ts'], {
	cwd: ROOT,
	env: toolEnvironment(),
	stdio: ['inherit', 'inherit', 'inherit', 'ipc']
});
// In a terminal Ctrl-C reaches both; the server takes the first signal and ignores the second.
process.on('SIGINT', () => server.kill('SIGINT'));
process.on('SIGTERM', () => server.kill('SIGTERM'));
process.on('SIGHUP', () => server.kill('SIGTERM'));
server.once('exit', (code) => process.exit(code ?? 1));

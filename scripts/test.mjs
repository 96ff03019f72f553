// npm test: everything that can be run here, with one closing line that adds it up.
// With "pg" as its argument: only the suites that use the database; with "services": those against
// other programs, which .ci/run installs and starts.
import { ensureBuilt } from './build.mjs';
import { findChromium } from './chromium.mjs';
import { ensureInstalled } from './install.mjs';
import { giveUp, run } from './run.mjs';
import { check, finish, playwright, total, vitest } from './steps.mjs';

await ensureInstalled();
if (process.argv[2] === 'pg') finish(await vitest('Database', ['pg']));
if (process.argv[2] === 'services') await services();

await ensureChromium();
const checked = await check();
const built = { passed: 0, failed: (await ensureBuilt()) ? 0 : 1 };
finish(
	total([
		checked,
		built,
		await vitest('Database', ['pg']),
		await vitest('Browser', ['browser']),
		await playwright('End to end', 'app')
	])
);

async function services() {
	await ensureChromium();
	const built = { passed: 0, failed: (await ensureBuilt()) ? 0 : 1 };
	const suites = await vitest('Services', ['services']);
	finish(total([built, suites, await playwright('Services, end to end', 'services')]));
}

async function ensureChromium() {
	if ((await findChromium()) !== undefined) return;
	process.stdout.write('Installing Chromium for the tests …\n');
	await run('playwright', ['install', 'chromium']);
	if ((await findChromium()) === undefined) {
		giveUp('No Chromium: install one (for example "apt install chromium") or set SAMSYN_CHROMIUM.');
	}
}

/**
 * The tables against the documents: `node server/projection-cli.ts --verify | --rebuild |
 * --after-restore`. With the embedded database the server must not run meanwhile.
 * Exit code: 0 as they should be (or made so), 1 different, 2 could not be done.
 */
import { parseArgs } from 'node:util';
import { parseConfig } from './config.ts';
import { connectDatabase } from './db/connect.ts';
import type { Database } from './db/database.ts';
import { releaseClients } from './db/documents.ts';
import { createLogger } from './log.ts';
import { rebuild, verify } from './projection/verify.ts';
import type { Difference, VerifyOptions } from './projection/verify.ts';
import { StartupError } from './startup-error.ts';
import { loadAside } from './sync/load-aside.ts';

const USAGE = `npm run project -- --verify         compare the tables with the documents
npm run project -- --rebuild        make the tables what the documents say
npm run project -- --after-restore  the same after a backup was restored; people's own copies
                                    may then bring back what others made since
`;
const LISTED = 200;

type Task = 'verify' | 'rebuild' | 'after-restore';

async function main(): Promise<number> {
	const task = readTask();
	if (task === undefined) {
		process.stderr.write(USAGE);
		return 2;
	}
	const parsed = parseConfig(process.env);
	if (!parsed.ok) throw new StartupError(parsed.problems.join('\n'));
	// Problems are for the terminal; the report is the only thing on standard output.
	const log = createLogger('error', process.stderr);
	const database = await connectDatabase({ ...parsed.config, log });
	try {
		const loadSource = (name: string) => loadAside(name, { database, log });
		return await run(task, { database, loadSource }, database);
	} finally {
		await database.close();
	}
}

async function run(task: Task, options: VerifyOptions, database: Database): Promise<number> {
	if (task === 'verify') {
		const differences = await verify(options);
		report(differences, 'different', 'The tables show what the documents say.');
		return differences.length === 0 ? 0 : 1;
	}
	if (task === 'after-restore') await releaseClients(database);
	report(await rebuild(options), 'put right', 'There was nothing to put right.');
	return 0;
}

function report(differences: readonly Difference[], verb: string, none: string): void {
	const lines = differences
		.slice(0, LISTED)
		.map(({ document, entity }) => `${verb}: ${document} ${entity}`);
	if (differences.length > LISTED) lines.push(`… ${differences.length} in all`);
	process.stdout.write(`${lines.length === 0 ? none : lines.join('\n')}\n`);
}

function readTask(): Task | undefined {
	const options = {
		verify: { type: 'boolean' },
		rebuild: { type: 'boolean' },
		'after-restore': { type: 'boolean' }
	} as const;
	try {
		const { values } = parseArgs({ options });
		const chosen = (['verify', 'rebuild', 'after-restore'] as const).filter((name) => values[name]);
		return chosen.length === 1 ? chosen[0] : undefined;
	} catch {
		return undefined;
	}
}

try {
	process.exitCode = await main();
} catch (error) {
	if (!(error instanceof StartupError)) throw error;
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 2;
}

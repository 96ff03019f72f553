import { prepareTemplate } from './place.ts';

/** Before the workers start, so that they do not all make the template at once. */
export async function setup(): Promise<void> {
	const leftOut =
		process.env['SAMSYN_TEST_DATABASE_URL'] === undefined
			? 'what only PostgreSQL has; SAMSYN_TEST_DATABASE_URL names one'
			: 'suites of the embedded database itself, since this is PostgreSQL';
	process.stdout.write(`Left out: ${leftOut}.\n`);
	await prepareTemplate();
}

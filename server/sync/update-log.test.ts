import { describe, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import type { LogEntry } from '../db/documents.ts';
import { createLogger } from '../log.ts';
import { createMetrics } from '../metrics.ts';
import { LogUnavailableError, UpdateLog } from './update-log.ts';

const SEQ = 7;
const entry: LogEntry = {
	document: 'map:1',
	kind: 'map',
	update: new Uint8Array([1]),
	userId: null,
	clientIds: [],
	claims: [],
	withdrawn: [],
	maybeFirst: false
};

function failure(code: string): Error {
	return Object.assign(new Error(code), { code });
}

/**
 * A log that nobody waits for. `answers`: what the database says to one INSERT after the other; in the
 * end it takes them. A real one cannot be made to say each of these (database-away.pg.test.ts).
 */
function logOver(answers: readonly string[]) {
	const left = [...answers];
	const query = () => {
		const code = left.shift();
		return code === undefined
			? Promise.resolve({ rows: [{ seq: SEQ }] })
			: Promise.reject(failure(code));
	};
	return new UpdateLog({
		database: { pool: { query } } as unknown as Database,
		log: createLogger('silent'),
		metrics: createMetrics(),
		onState: () => undefined,
		patienceMs: 0
	});
}

async function refusal(log: UpdateLog): Promise<LogUnavailableError> {
	const error: unknown = await log.append(entry).catch((reason: unknown) => reason);
	if (!(error instanceof LogUnavailableError)) throw new Error('it was logged');
	return error;
}

describe('[D4] an update whose INSERT began may be in the log', () => {
	test.each([
		['a line that broke', ['ECONNRESET']],
		['a pipe that broke', ['EPIPE']],
		['a server that shuts down, and starts', ['57P01', '57P03', 'ECONNREFUSED']],
		['one that only reads for a while', ['ECONNRESET', '25006']]
	])('%s: it is written until it certainly is', async (_what, answers) => {
		const log = logOver(answers);
		const { outcome } = await refusal(log);
		expect(await outcome).toBe(SEQ);
		log.close();
	});

	test('not when the database was never asked', async () => {
		const log = logOver(['ECONNREFUSED']);
		expect((await refusal(log)).outcome).toBeUndefined();
		log.close();
	});

	test.each(['23514', '22P02', 'XX000'])('%s is an answer: it is not', async (code) => {
		const log = logOver([code]);
		expect((await refusal(log)).outcome).toBeUndefined();
		log.close();
	});

	test('what is refused later is given up', async () => {
		const log = logOver(['ECONNRESET', '23514']);
		const { outcome } = await refusal(log);
		expect(await outcome).toBeUndefined();
		log.close();
	});

	test('a server that stops tries once more', async () => {
		const log = logOver(['ECONNRESET', 'ECONNRESET']);
		const { outcome } = await refusal(log);
		log.close();
		expect(await outcome).toBeUndefined();
	});
});

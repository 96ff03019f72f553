import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';

export type { Logger } from 'pino';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What must never be in a log, at the top and one level down. */
const SECRETS = [
	...['token', 'guest_token', 'secret', 'password', 'email', 'authorization', 'cookie'],
	...['reentry_code', 'reentryCode', 'jwtKey', 'secretKey', 'webhookSecret'],
	// Of a database error: it quotes the row.
	...['detail', 'where']
];

/** JSON lines on standard output, or wherever `destination` leads. */
export function createLogger(
	level: LogLevel,
	destination: DestinationStream = standardOutput()
): Logger {
	const options = {
		level,
		// No process id or host name on every line.
		base: null,
		timestamp: () => `,"time":"${new Date().toISOString()}"`,
		formatters: { level: (label: string) => ({ level: label }) },
		redact: { paths: SECRETS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '…' }
	};
	return pino(options, destination);
}

/**
 * Not pino's own: that one repeats what it could not write until it is written (`flushSync` of
 * sonic-boom 4.2.1), so a server whose output nobody reads any more never ended, and stood still
 * at a fatal error.
 */
function standardOutput(): DestinationStream {
	// There is nobody left to tell; without a listener it would end the process.
	process.stdout.off('error', ignore).on('error', ignore);
	return { write: (line) => void process.stdout.write(line) };
}

function ignore(): void {}

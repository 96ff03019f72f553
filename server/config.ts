import { resolve } from 'node:path';
import * as z from 'zod';
import { LOG_LEVELS } from './log.ts';
import type { LogLevel } from './log.ts';

/** What one client may ask of the sync socket (sync.md §5). */
export interface SyncLimits {
	readonly frameBytes: number;
	readonly documentsPerSocket: number;
	readonly socketsPerUser: number;
	readonly messagesPerSecond: number;
	readonly bytesPerSecond: number;
	readonly queuedMessages: number;
	readonly queuedBytes: number;
	/** A reader with more than this waiting for it is dropped. */
	readonly bufferedBytes: number;
}

export interface Config {
	readonly port: number;
	readonly host: string;
	/** Absolute. */
	readonly dataFolder: string;
	/** `undefined`: the embedded database in `dataFolder`. */
	readonly databaseUrl: string | undefined;
	/** `undefined`: one is made at the first start and kept in `dataFolder`. */
	readonly secret: string | undefined;
	readonly logLevel: LogLevel;
	/** Origins that may use the API and the socket besides our own. */
	readonly origins: readonly string[];
	/** JSON file with basemaps of the operator's own. */
	readonly basemapFile: string | undefined;
	readonly limits: SyncLimits;
}

const MIB = 1024 * 1024;
const MAX_PORT = 65_535;
const MIN_SECRET_LENGTH = 32;

const whole = (least: number, most: number, fallback: number) =>
	z.coerce
		.number({ error: 'must be a number' })
		.int('must be a whole number')
		.min(least, `must be ${least} or more`)
		.max(most, `must be ${most} or less`)
		.default(fallback);

const environment = z.object({
	PORT: whole(0, MAX_PORT, 3000),
	HOST: z.string().default('127.0.0.1'),
	SAMSYN_DATA: z.string().default('.data'),
	DATABASE_URL: z
		.string()
		.regex(/^postgres(ql)?:\/\//, 'must look like postgres://user:password@host:5432/database')
		.optional(),
	SAMSYN_SECRET: z
		.string()
		.min(MIN_SECRET_LENGTH, `must have at least ${MIN_SECRET_LENGTH} characters`)
		.optional(),
	LOG_LEVEL: z
		.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` })
		.default('info'),
	SAMSYN_ORIGINS: z
		.string()
		.default('')
		.transform((text) => text.split(',').map((origin) => origin.trim()))
		.transform((origins) => origins.filter((origin) => origin !== ''))
		.refine(
			(origins) => origins.every(isOrigin),
			'must be a list such as https://plan.example.org,https://example.net'
		),
	SAMSYN_BASEMAPS: z.string().optional(),
	SAMSYN_MAX_FRAME_BYTES: whole(64 * 1024, 64 * MIB, 4 * MIB),
	SAMSYN_MAX_DOCUMENTS_PER_SOCKET: whole(1, 10_000, 256),
	SAMSYN_MAX_SOCKETS_PER_USER: whole(1, 10_000, 10),
	SAMSYN_MAX_MESSAGES_PER_SECOND: whole(1, 100_000, 200),
	SAMSYN_MAX_BYTES_PER_SECOND: whole(64 * 1024, 1024 * MIB, 8 * MIB),
	SAMSYN_MAX_QUEUED_MESSAGES: whole(1, 100_000, 256),
	SAMSYN_MAX_QUEUED_BYTES: whole(64 * 1024, 1024 * MIB, 8 * MIB),
	SAMSYN_MAX_BUFFERED_BYTES: whole(64 * 1024, 1024 * MIB, 16 * MIB)
});

export type ConfigResult =
	| { readonly ok: true; readonly config: Config }
	/** One sentence for each variable that is wrong. */
	| { readonly ok: false; readonly problems: readonly string[] };

/** Reads the environment, once. An empty variable is the same as none. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): ConfigResult {
	const given = Object.entries(env).filter(([, value]) => value !== undefined && value !== '');
	const parsed = environment.safeParse(Object.fromEntries(given));
	if (parsed.success) return { ok: true, config: toConfig(parsed.data) };
	const sentences = new Map<string, string>();
	for (const { path, message } of parsed.error.issues) {
		const name = String(path[0]);
		if (!sentences.has(name)) sentences.set(name, `${name} ${message}.`);
	}
	return { ok: false, problems: [...sentences.values()] };
}

function toConfig(env: z.infer<typeof environment>): Config {
	return {
		port: env.PORT,
		host: env.HOST,
		dataFolder: resolve(env.SAMSYN_DATA),
		databaseUrl: env.DATABASE_URL,
		secret: env.SAMSYN_SECRET,
		logLevel: env.LOG_LEVEL,
		origins: env.SAMSYN_ORIGINS,
		basemapFile: env.SAMSYN_BASEMAPS,
		limits: {
			frameBytes: env.SAMSYN_MAX_FRAME_BYTES,
			documentsPerSocket: env.SAMSYN_MAX_DOCUMENTS_PER_SOCKET,
			socketsPerUser: env.SAMSYN_MAX_SOCKETS_PER_USER,
			messagesPerSecond: env.SAMSYN_MAX_MESSAGES_PER_SECOND,
			bytesPerSecond: env.SAMSYN_MAX_BYTES_PER_SECOND,
			queuedMessages: env.SAMSYN_MAX_QUEUED_MESSAGES,
			queuedBytes: env.SAMSYN_MAX_QUEUED_BYTES,
			bufferedBytes: env.SAMSYN_MAX_BUFFERED_BYTES
		}
	};
}

function isOrigin(text: string): boolean {
	return URL.canParse(text) && new URL(text).origin === text;
}

import { resolve } from 'node:path';
import * as z from 'zod';
import { frontendApiOf, isRsaPublicKey, toPem } from './access/clerk-settings.ts';
import type { ClerkSettings } from './access/clerk-settings.ts';
import { LOG_LEVELS } from './log.ts';
import { rasterVariables, toRasterSettings } from './raster-settings.ts';
import type { RasterSettings } from './raster-settings.ts';
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

/** What one caller may ask of the API. */
export interface ApiLimits {
	readonly requestsPerMinute: number;
	/** Of one address, by callers without an identity. */
	readonly anonymousRequestsPerMinute: number;
	/** New ones, of one address: a workshop sits behind one. */
	readonly sessionsPerHour: number;
	/** Codes that do not exist, in ten minutes. */
	readonly wrongCodes: number;
	readonly wrongCodesPerAddress: number;
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
	/** `undefined`: local identities only. */
	readonly clerk: ClerkSettings | undefined;
	/** Ids or, for accounts, e-mail addresses in lower case. */
	readonly admins: readonly string[];
	readonly limits: SyncLimits;
	readonly apiLimits: ApiLimits;
	/** Proxies in front of us whose word on a caller's address counts. */
	readonly trustedProxies: number;
	readonly rasters: RasterSettings;
	/** What a person may keep of one area on a device; told to the app. */
	readonly offlineArea: { readonly bytes: number; readonly tiles: number };
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

const list = z
	.string()
	.default('')
	.transform((text) => text.split(',').map((entry) => entry.trim()))
	.transform((entries) => entries.filter((entry) => entry !== ''));
const origins = list.refine(
	(entries) => entries.every(isOrigin),
	'must be a list such as https://plan.example.org,https://example.net'
);

const variables = z.object({
	...rasterVariables,
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
	SAMSYN_ORIGINS: origins,
	SAMSYN_ADMINS: list,
	CLERK_PUBLISHABLE_KEY: z
		.string()
		.refine((key) => frontendApiOf(key) !== undefined, 'must look like pk_live_… or pk_test_…')
		.optional(),
	CLERK_JWT_KEY: z
		.string()
		.transform(toPem)
		.refine(
			isRsaPublicKey,
			'must be the PEM public key that begins with -----BEGIN PUBLIC KEY-----'
		)
		.optional(),
	CLERK_SECRET_KEY: z
		.string()
		.regex(/^sk_(live|test)_\w+$/, 'must look like sk_live_… or sk_test_…')
		.optional(),
	CLERK_WEBHOOK_SECRET: z
		.string()
		.regex(/^whsec_[A-Za-z0-9+/]+=*$/, 'must look like whsec_…')
		.optional(),
	CLERK_AUTHORIZED_PARTIES: origins,
	SAMSYN_BASEMAPS: z.string().optional(),
	SAMSYN_MAX_FRAME_BYTES: whole(64 * 1024, 64 * MIB, 4 * MIB),
	SAMSYN_MAX_DOCUMENTS_PER_SOCKET: whole(1, 10_000, 256),
	SAMSYN_MAX_SOCKETS_PER_USER: whole(1, 10_000, 10),
	SAMSYN_MAX_MESSAGES_PER_SECOND: whole(1, 100_000, 200),
	SAMSYN_MAX_BYTES_PER_SECOND: whole(64 * 1024, 1024 * MIB, 8 * MIB),
	SAMSYN_MAX_QUEUED_MESSAGES: whole(1, 100_000, 256),
	SAMSYN_MAX_QUEUED_BYTES: whole(64 * 1024, 1024 * MIB, 8 * MIB),
	SAMSYN_MAX_BUFFERED_BYTES: whole(64 * 1024, 1024 * MIB, 16 * MIB),
	SAMSYN_MAX_REQUESTS_PER_MINUTE: whole(1, 10_000_000, 1_200),
	SAMSYN_MAX_ANONYMOUS_REQUESTS_PER_MINUTE: whole(1, 10_000_000, 600),
	SAMSYN_MAX_SESSIONS_PER_HOUR: whole(1, 10_000_000, 300),
	SAMSYN_MAX_WRONG_CODES: whole(1, 10_000_000, 10),
	SAMSYN_MAX_WRONG_CODES_PER_ADDRESS: whole(1, 10_000_000, 60),
	SAMSYN_TRUST_PROXY: whole(0, 10, 0),
	// 0 forbids it.
	SAMSYN_OFFLINE_AREA_BYTES: whole(0, 100_000_000_000, 500_000_000),
	SAMSYN_OFFLINE_AREA_TILES: whole(0, 10_000_000, 20_000)
});

type Variables = z.infer<typeof variables>;

const environment = variables.superRefine((env, context) => {
	const complain = (name: keyof Variables, message: string) =>
		context.addIssue({ code: 'custom', path: [name], message });
	const key = env.CLERK_PUBLISHABLE_KEY;
	const proof = env.CLERK_JWT_KEY ?? env.CLERK_SECRET_KEY;
	if (key === undefined) {
		const others = [proof, env.CLERK_WEBHOOK_SECRET, ...env.CLERK_AUTHORIZED_PARTIES];
		if (others.every((other) => other === undefined)) return;
		complain('CLERK_PUBLISHABLE_KEY', 'is missing: the other CLERK_ variables need it');
	} else if (proof === undefined) {
		complain('CLERK_PUBLISHABLE_KEY', 'needs CLERK_JWT_KEY or CLERK_SECRET_KEY beside it');
	} else if (isOfOtherKind(key, env.CLERK_SECRET_KEY)) {
		complain(
			'CLERK_SECRET_KEY',
			'is of another kind than CLERK_PUBLISHABLE_KEY: one is live, one test'
		);
	}
});

/** Clerk's keys of production and of development never go together. */
function isOfOtherKind(publishableKey: string, secretKey: string | undefined): boolean {
	return secretKey !== undefined && secretKey.slice(3, 7) !== publishableKey.slice(3, 7);
}

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

function toConfig(env: Variables): Config {
	return {
		port: env.PORT,
		host: env.HOST,
		dataFolder: resolve(env.SAMSYN_DATA),
		databaseUrl: env.DATABASE_URL,
		secret: env.SAMSYN_SECRET,
		logLevel: env.LOG_LEVEL,
		origins: env.SAMSYN_ORIGINS,
		basemapFile: env.SAMSYN_BASEMAPS,
		clerk: toClerk(env),
		admins: env.SAMSYN_ADMINS.map((admin) => admin.toLowerCase()),
		rasters: toRasterSettings(env),
		limits: {
			frameBytes: env.SAMSYN_MAX_FRAME_BYTES,
			documentsPerSocket: env.SAMSYN_MAX_DOCUMENTS_PER_SOCKET,
			socketsPerUser: env.SAMSYN_MAX_SOCKETS_PER_USER,
			messagesPerSecond: env.SAMSYN_MAX_MESSAGES_PER_SECOND,
			bytesPerSecond: env.SAMSYN_MAX_BYTES_PER_SECOND,
			queuedMessages: env.SAMSYN_MAX_QUEUED_MESSAGES,
			queuedBytes: env.SAMSYN_MAX_QUEUED_BYTES,
			bufferedBytes: env.SAMSYN_MAX_BUFFERED_BYTES
		},
		apiLimits: {
			requestsPerMinute: env.SAMSYN_MAX_REQUESTS_PER_MINUTE,
			anonymousRequestsPerMinute: env.SAMSYN_MAX_ANONYMOUS_REQUESTS_PER_MINUTE,
			sessionsPerHour: env.SAMSYN_MAX_SESSIONS_PER_HOUR,
			wrongCodes: env.SAMSYN_MAX_WRONG_CODES,
			wrongCodesPerAddress: env.SAMSYN_MAX_WRONG_CODES_PER_ADDRESS
		},
		trustedProxies: env.SAMSYN_TRUST_PROXY,
		offlineArea: { bytes: env.SAMSYN_OFFLINE_AREA_BYTES, tiles: env.SAMSYN_OFFLINE_AREA_TILES }
	};
}

function toClerk(env: Variables): ClerkSettings | undefined {
	const publishableKey = env.CLERK_PUBLISHABLE_KEY;
	const frontendApi = publishableKey === undefined ? undefined : frontendApiOf(publishableKey);
	if (publishableKey === undefined || frontendApi === undefined) return undefined;
	const parties = env.CLERK_AUTHORIZED_PARTIES;
	return {
		publishableKey,
		frontendApi,
		jwtKey: env.CLERK_JWT_KEY,
		secretKey: env.CLERK_SECRET_KEY,
		webhookSecret: env.CLERK_WEBHOOK_SECRET,
		// Origins that may use the API may do so with an account too.
		authorizedParties: parties.length === 0 ? [] : [...parties, ...env.SAMSYN_ORIGINS]
	};
}

function isOrigin(text: string): boolean {
	return URL.canParse(text) && new URL(text).origin === text;
}

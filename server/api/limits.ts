import type { Context, MiddlewareHandler } from 'hono';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { ApiLimits } from '../config.ts';
import { addressOf } from './address.ts';
import { ProblemError } from './problem.ts';
import type { ApiEnv } from './router.ts';

const MINUTE_S = 60;
const TEN_MINUTES_S = 600;
const HOUR_S = 3_600;
/** Map pictures and ranges of rasters come by the hundred; they are limited where they are made or fetched. */
const NEVER_COUNTED =
	/^\/api\/(wms\/proxy$|files\/proxy$|uploads\/[^/]+\/file$|layers\/[^/]+\/tiles\/)/;

/** How often who may ask: per identity, per address only for who has none. */
export interface RateLimits {
	/** Counts every request. */
	readonly requests: MiddlewareHandler<ApiEnv>;
	/** Counts new sessions, by address: every one of them could be another identity. */
	readonly sessions: MiddlewareHandler;
	/** Whom a share of something is counted for. */
	callerOf(c: Context<ApiEnv>): string;
	addressOf(c: Context): string;
	/**
	 * Runs what finds out whether a code is right. It is counted as wrong before, since many may be asked at
	 * once, and given back if it was not. Throws when this caller, or their address, has had their share.
	 */
	guess<T>(c: Context<ApiEnv>, find: () => Promise<T>, isWrong: (found: T) => boolean): Promise<T>;
}

export function createRateLimits(limits: ApiLimits, trustedProxies: number): RateLimits {
	const limiter = (points: number, duration: number) => new RateLimiterMemory({ points, duration });
	const byIdentity = limiter(limits.requestsPerMinute, MINUTE_S);
	const byAddress = limiter(limits.anonymousRequestsPerMinute, MINUTE_S);
	const newSessions = limiter(limits.sessionsPerHour, HOUR_S);
	const guesses = limiter(limits.wrongCodes, TEN_MINUTES_S);
	const guessesOfAddress = limiter(limits.wrongCodesPerAddress, TEN_MINUTES_S);
	const address = (c: Context) => addressOf(c, trustedProxies);
	const guessers = (c: Context<ApiEnv>) =>
		[
			[guesses, c.var.identity?.id ?? address(c)],
			[guessesOfAddress, address(c)]
		] as const;
	return {
		callerOf: (c) => c.var.identity?.id ?? address(c),
		addressOf: address,
		async requests(c, next) {
			if (!NEVER_COUNTED.test(c.req.path)) {
				const { identity } = c.var;
				if (identity === null) await consume(byAddress, address(c));
				else await consume(byIdentity, identity.id);
			}
			await next();
		},
		async sessions(c, next) {
			await consume(newSessions, address(c));
			await next();
		},
		async guess(c, find, isWrong) {
			const counted: (readonly [RateLimiterMemory, string])[] = [];
			const giveBack = () => Promise.all(counted.map(([counter, key]) => counter.reward(key, 1)));
			try {
				for (const [counter, key] of guessers(c)) {
					counted.push([counter, key]);
					await consume(counter, key);
				}
				const found = await find();
				if (!isWrong(found)) await giveBack();
				return found;
			} catch (error) {
				// Refused, or not found out: nothing was learned.
				await giveBack();
				throw error;
			}
		}
	};
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
	try {
		await limiter.consume(key);
	} catch (error) {
		throw error instanceof RateLimiterRes ? refusal(error) : error;
	}
}

function refusal({ msBeforeNext }: RateLimiterRes): ProblemError {
	const seconds = Math.max(1, Math.ceil(msBeforeNext / 1_000));
	return new ProblemError('too-many-requests', {
		detail: `Try again in ${seconds} s.`,
		headers: { 'Retry-After': String(seconds) }
	});
}

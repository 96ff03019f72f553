import * as z from 'zod/mini';
import { AREA_LIMITS, type AreaLimits } from './limits.ts';

const configSchema = z.object({
	limits: z.object({
		offlineAreaBytes: z._default(z.number().check(z.gte(0)), AREA_LIMITS.bytes),
		offlineAreaTiles: z._default(z.number().check(z.gte(0)), AREA_LIMITS.tiles)
	})
});

const LIMIT_MS = 5_000;

/** What the operator allows for an area; the defaults when the server does not say. */
export async function readAreaLimits(): Promise<AreaLimits> {
	try {
		const response = await fetch('/api/config', { signal: AbortSignal.timeout(LIMIT_MS) });
		const { limits } = configSchema.parse(await response.json());
		return { bytes: limits.offlineAreaBytes, tiles: limits.offlineAreaTiles };
	} catch {
		return AREA_LIMITS;
	}
}

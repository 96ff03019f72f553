import { availableParallelism } from 'node:os';
import * as z from 'zod';

/** What an operator sets about rasters, uploads and services of others. */
export interface RasterSettings {
	/** `host` or `host:port` of private servers that layers may use. */
	readonly allowHosts: readonly string[];
	/** Threads that read and draw rasters. */
	readonly workers: number;
	/** Tiles are kept there, shared by several servers; in memory if absent. */
	readonly redisUrl: string | undefined;
	readonly uploads: UploadSettings;
}

export interface UploadSettings {
	readonly maxBytes: number;
	/** Of one person, all of it. */
	readonly quotaBytes: number;
	/** Width × height × bands of one raster. */
	readonly maxPixels: number;
	/** `undefined`: in the data folder. */
	readonly s3: S3Settings | undefined;
}

export interface S3Settings {
	readonly bucket: string;
	readonly region: string;
	/** `undefined`: Amazon's own. */
	readonly endpoint: string | undefined;
	readonly accessKeyId: string;
	readonly secretAccessKey: string;
}

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

const whole = (least: number, most: number, fallback: number) =>
	z.coerce
		.number({ error: 'must be a number' })
		.int('must be a whole number')
		.min(least, `must be ${least} or more`)
		.max(most, `must be ${most} or less`)
		.default(fallback);

const HOST = /^[\w.-]+(:\d+)?$|^\[[0-9a-f:]+\](:\d+)?$/i;

/** Part of the environment's schema. */
export const rasterVariables = {
	SAMSYN_ALLOW_HOSTS: z
		.string()
		.default('')
		.transform((text) => text.split(',').map((host) => host.trim()))
		.transform((hosts) => hosts.filter((host) => host !== ''))
		.refine(
			(hosts) => hosts.every((host) => HOST.test(host)),
			'must be a list such as geo.local,10.0.0.5:8080'
		),
	SAMSYN_RASTER_WORKERS: whole(1, 64, Math.min(4, availableParallelism())),
	REDIS_URL: z
		.string()
		.regex(/^rediss?:\/\//, 'must look like redis://host:6379')
		.optional(),
	SAMSYN_MAX_UPLOAD_BYTES: whole(MIB, 1024 * GIB, 2 * GIB),
	SAMSYN_UPLOAD_QUOTA_BYTES: whole(MIB, 1024 * GIB, 10 * GIB),
	// A global grid of 15 seconds of arc fits.
	SAMSYN_MAX_RASTER_PIXELS: whole(1_000_000, 1_000_000_000_000, 4_000_000_000),
	SAMSYN_S3_BUCKET: z.string().optional(),
	SAMSYN_S3_REGION: z.string().default('us-east-1'),
	SAMSYN_S3_ENDPOINT: z.url('must be an address').optional(),
	SAMSYN_S3_ACCESS_KEY_ID: z.string().default(''),
	SAMSYN_S3_SECRET_ACCESS_KEY: z.string().default('')
};

type RasterVariables = z.infer<z.ZodObject<typeof rasterVariables>>;

export function toRasterSettings(env: RasterVariables): RasterSettings {
	const bucket = env.SAMSYN_S3_BUCKET;
	return {
		allowHosts: env.SAMSYN_ALLOW_HOSTS,
		workers: env.SAMSYN_RASTER_WORKERS,
		redisUrl: env.REDIS_URL,
		uploads: {
			maxBytes: env.SAMSYN_MAX_UPLOAD_BYTES,
			quotaBytes: env.SAMSYN_UPLOAD_QUOTA_BYTES,
			maxPixels: env.SAMSYN_MAX_RASTER_PIXELS,
			s3:
				bucket === undefined
					? undefined
					: {
							bucket,
							region: env.SAMSYN_S3_REGION,
							endpoint: env.SAMSYN_S3_ENDPOINT,
							accessKeyId: env.SAMSYN_S3_ACCESS_KEY_ID,
							secretAccessKey: env.SAMSYN_S3_SECRET_ACCESS_KEY
						}
		}
	};
}

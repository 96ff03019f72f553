import { createHash, createHmac } from 'node:crypto';
import type { S3Settings } from '../raster-settings.ts';

const ALGORITHM = 'AWS4-HMAC-SHA256';
const SECONDS = 3_600;

interface Access {
	readonly key: string;
	readonly method?: 'GET' | 'DELETE';
	readonly now: Date;
}

/**
 * An address under which an object can be read, or deleted, for an hour (AWS Signature Version 4, in
 * the query).
 */
export function signedS3Url(s3: S3Settings, { key, method = 'GET', now }: Access): string {
	const endpoint = new URL(s3.endpoint ?? `https://s3.${s3.region}.amazonaws.com`);
	const path = `/${[s3.bucket, ...key.split('/')].map(encode).join('/')}`;
	const stamp = now.toISOString().replace(/[-:]|\.\d+/g, '');
	const day = stamp.slice(0, 8);
	const scope = `${day}/${s3.region}/s3/aws4_request`;
	const query = Object.entries({
		'X-Amz-Algorithm': ALGORITHM,
		'X-Amz-Credential': `${s3.accessKeyId}/${scope}`,
		'X-Amz-Date': stamp,
		'X-Amz-Expires': String(SECONDS),
		'X-Amz-SignedHeaders': 'host'
	})
		.map(([name, value]) => `${encode(name)}=${encode(value)}`)
		.join('&');
	const request = [method, path, query, `host:${endpoint.host}\n`, 'host', 'UNSIGNED-PAYLOAD'];
	const digest = createHash('sha256').update(request.join('\n')).digest('hex');
	const key4 = [day, s3.region, 's3', 'aws4_request'].reduce<Buffer>(
		hmac,
		Buffer.from(`AWS4${s3.secretAccessKey}`)
	);
	const signature = hmac(key4, [ALGORITHM, stamp, scope, digest].join('\n')).toString('hex');
	return `${endpoint.origin}${path}?${query}&X-Amz-Signature=${signature}`;
}

function hmac(key: Buffer, text: string): Buffer {
	return createHmac('sha256', key).update(text).digest();
}

/** Stricter than `encodeURIComponent`. */
function encode(text: string): string {
	return encodeURIComponent(text).replace(
		/[!'()*]/g,
		(sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
	);
}

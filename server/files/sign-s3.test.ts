import { expect, test } from 'vitest';
import { signedS3Url } from './sign-s3.ts';

// As botocore's S3SigV4QueryAuth signs the same.
const s3 = {
	bucket: 'plans',
	region: 'eu-north-1',
	accessKeyId: 'AKIDEXAMPLE',
	secretAccessKey: 'secret/key+1'
};
const now = new Date('2026-11-28T07:30:00Z');
const query =
	'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20261128%2Feu-north-1%2Fs3%2Faws4_request' +
	'&X-Amz-Date=20261128T073000Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host';

test('an address of a store of one’s own', () => {
	const endpoint = 'http://127.0.0.1:9000';
	expect(signedS3Url({ ...s3, endpoint }, { key: '6f1e9a-cog', now })).toBe(
		`http://127.0.0.1:9000/plans/6f1e9a-cog?${query}` +
			'&X-Amz-Signature=4cee5290a0fe2319865dcb44a3de81e960e39ceff684e52410312b7f1ae08158'
	);
});

test('an address at Amazon, of a key that needs escapes', () => {
	expect(signedS3Url({ ...s3, endpoint: undefined }, { key: "a b/å(x)'*!", now })).toBe(
		`https://s3.eu-north-1.amazonaws.com/plans/a%20b/%C3%A5%28x%29%27%2A%21?${query}` +
			'&X-Amz-Signature=6c8aad94d29aa53f1e78b8a2e65f7346c3205cc8d3b48a4c93de60842aeec9f4'
	);
});

import { expect, test } from 'vitest';
import { ANYONE, copyKey, personOf } from './copy-key.ts';

const url = 'https://sea.example/depth.tif?a=1';

function token(claims: object): string {
	const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
	return `Bearer ${part({ alg: 'HS256' })}.${part(claims)}.c2ln`;
}

test('[K1] each piece of a file, each query and each person has a copy of its own', () => {
	const keys = [
		copyKey({ url, range: null, person: ANYONE }),
		copyKey({ url, range: 'bytes=0-9', person: ANYONE }),
		copyKey({ url, range: 'bytes=10-19', person: ANYONE }),
		copyKey({ url: `${url}&b=2`, range: null, person: ANYONE }),
		copyKey({ url, range: null, person: 'a1' })
	];
	expect(new Set(keys).size).toBe(keys.length);
});

test('[K2] what does not reach the server makes no difference', () => {
	const one = copyKey({ url: `${url}#top`, range: 'bytes=0-9', person: ANYONE });
	expect(one).toBe(copyKey({ url, range: 'Bytes = 0-9', person: ANYONE }));
});

test('[K3] a renewed token is the same person, another subject is another', async () => {
	const anna = await personOf(token({ sub: 'anna', exp: 1 }));
	expect(await personOf(token({ sub: 'anna', exp: 2 }))).toBe(anna);
	expect(await personOf(token({ sub: 'bo', exp: 1 }))).not.toBe(anna);
	expect(anna).toMatch(/^[0-9a-f]{32}$/u);
});

test('[K4] no token is anybody; a token that can’t be read stands for itself', async () => {
	expect(await personOf(null)).toBe(ANYONE);
	expect(await personOf('  ')).toBe(ANYONE);
	const opaque = await personOf('Bearer one');
	expect(opaque).not.toBe(ANYONE);
	expect(await personOf('Bearer two')).not.toBe(opaque);
	expect(await personOf('Bearer a.b.c')).toMatch(/^[0-9a-f]{32}$/u);
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wmsConfigSchema } from '#core/layer/source-config.ts';
import { featureInfo } from './feature-info.ts';

/** A zone whose outline has so many points; each takes some 16 characters. */
function zone(points: number): string {
	const ring = Array.from(
		{ length: points },
		(_, i) => `[4.${i % 1000},56.${100_000 + (i % 1000)}]`
	);
	const geometry = `{"type":"Polygon","coordinates":[[${ring.join()}]]}`;
	return `{"type":"FeatureCollection","features":[{"type":"Feature","geometry":${geometry},"properties":{"name":"Bank"}}]}`;
}

const answers: Readonly<Record<string, string>> = {
	'/large': zone(200_000),
	'/endless': zone(1_500_000)
};
const server = createServer((request, response) => {
	const { pathname } = new URL(request.url ?? '', 'http://localhost');
	response.setHeader('content-type', 'application/json');
	response.end(answers[pathname]);
});
let origin = '';

beforeAll(async () => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server.close());

function ask(path: string) {
	const config = wmsConfigSchema.parse({
		url: origin + path,
		layers: 'zones',
		infoFormat: 'application/json'
	});
	const { signal } = new AbortController();
	return featureInfo(config, [4, 56], { zoom: 8, time: undefined, signal });
}

test('[L4] of a zone with a long outline its properties are told, not its outline', async () => {
	expect(await ask('/large')).toEqual({
		kind: 'values',
		values: [{ name: 'name', value: 'Bank' }]
	});
});

test('[L5] of an answer that is too large nothing is shown as if it were the answer', async () => {
	await expect(ask('/endless')).rejects.toMatchObject({ fault: 'answer-too-large' });
});

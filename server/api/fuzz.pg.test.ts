import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiServer } from './testing/api-client.ts';
import type { ApiServer, Person } from './testing/api-client.ts';
import { arbitraryRequest } from './testing/arbitrary.ts';
import type { ApiDocument } from './testing/arbitrary.ts';
import { sampleOf } from './testing/samples.ts';

/** More of them with SAMSYN_FUZZ_REQUESTS. */
const REQUESTS = Number(process.env['SAMSYN_FUZZ_REQUESTS'] ?? 1_500);
const LIMIT_MS = 30_000 + REQUESTS * 60;

let server: ApiServer;
beforeAll(async () => {
	server = await apiServer();
});
afterAll(() => server.close());

/** Maps, layers and people that requests can be about. */
async function makeThings(people: readonly Person[]): Promise<string[]> {
	const ids: string[] = people.map(({ id }) => id);
	for (const [i, person] of people.entries()) {
		const levels = ['private', 'collaborators', 'public'];
		const map = await server.api.makeMap(person, { permission_level: levels[i] ?? 'private' });
		const layer = await server.api.makeLayer(person);
		await server.api.stack(person, map, layer);
		const { body } = sampleOf('POST /api/layers/{id}/features');
		const path = `/api/layers/${layer}/features`;
		const added = await server.api.ask<{ features: { id: string }[] }>('POST', path, {
			as: person,
			body
		});
		ids.push(map, layer, added.body.features[0]?.id ?? '');
	}
	return ids;
}

test(
	`${REQUESTS} requests that are nearly right find no fault of the server, nor a status that is not promised`,
	async () => {
		const { api } = server;
		const people = [await api.signIn('One'), await api.signIn('Two'), await api.signIn('Three')];
		const ids = await makeThings(people);
		const described = await fetch(`${server.url}/api/openapi.json`);
		const document = (await described.json()) as ApiDocument;
		const who = fc.constantFrom(...people, undefined);
		let granted = 0;
		await fc.assert(
			fc.asyncProperty(arbitraryRequest(document, ids), who, async (request, as) => {
				const { method, path, body, headers } = request;
				const { status } = await api.ask(method, path, { as, body, headers });
				expect(status).toBeLessThan(500);
				if (status < 300) granted++;
			}),
			{ numRuns: REQUESTS, endOnFailure: true }
		);
		// Requests that are all refused at the door would find nothing.
		expect(granted / REQUESTS).toBeGreaterThan(0.05);
		const { body } = await api.ask('GET', '/readyz');
		expect(body).toEqual({ status: 'ok' });
	},
	LIMIT_MS
);

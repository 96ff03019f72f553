import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiServer } from './testing/api-client.ts';
import type { ApiServer } from './testing/api-client.ts';

const LIMITS = {
	requestsPerMinute: 20,
	anonymousRequestsPerMinute: 8,
	sessionsPerHour: 6,
	wrongCodes: 3,
	wrongCodesPerAddress: 5
};

let server: ApiServer;
beforeAll(async () => {
	server = await apiServer({ apiLimits: LIMITS, trustedProxies: 1 });
});
afterAll(() => server.close());

/** As the one proxy in front of us says; what stands before its word can be written by anybody. */
const from = (address: string) => ({ 'X-Forwarded-For': `9.9.9.9, ${address}` });

const signIn = (name: string, address: string) =>
	server.api.ask<{ token: string; user: { id: string } }>('POST', '/api/session', {
		body: { name },
		headers: from(address)
	});

async function person(name: string, address: string) {
	const { body } = await signIn(name, address);
	return { token: body.token, name, id: body.user.id };
}

describe('who asks too much', () => {
	test('is told when to come back; others are not touched, from the same address either', async () => {
		const hasty = await person('Hasty', '10.0.0.1');
		const calm = await person('Calm', '10.0.0.1');
		const ask = (as: typeof hasty) =>
			server.api.ask('GET', '/api/maps', { as, headers: from('10.0.0.1') });
		for (let i = 0; i < LIMITS.requestsPerMinute; i++) expect((await ask(hasty)).status).toBe(200);
		const refused = await ask(hasty);
		expect(refused).toMatchObject({
			status: 429,
			body: { type: 'urn:samsyn:problem:too-many-requests' }
		});
		expect(Number(refused.headers.get('Retry-After'))).toBeLessThanOrEqual(60);
		expect((await ask(calm)).status).toBe(200);
	});

	test('is counted by address where nobody is named, as far as proxies are trusted', async () => {
		const ask = (address: string) =>
			server.api.ask('GET', '/api/maps?public=true', { headers: from(address) });
		for (let i = 0; i < LIMITS.anonymousRequestsPerMinute; i++) {
			expect((await ask('10.0.0.2')).status).toBe(200);
		}
		expect((await ask('10.0.0.2')).status).toBe(429);
		expect((await ask('10.0.0.3')).status).toBe(200);
	});

	test('asks for capabilities as for anything else; pictures of a map are not counted', async () => {
		const curious = await person('Curious', '10.0.0.6');
		const ask = async (route: string) => {
			const url = encodeURIComponent('http://10.0.0.1/wms?REQUEST=GetMap');
			return (await server.api.ask('GET', `/api/${route}?url=${url}`, { as: curious })).status;
		};
		for (let i = 0; i < LIMITS.requestsPerMinute; i++) {
			expect(await ask('wms/capabilities')).toBe(502);
		}
		expect(await ask('wms/capabilities')).toBe(429);
		expect(await ask('wms/proxy')).toBe(502);
	});

	test('does not make sessions without end', async () => {
		const statuses: number[] = [];
		for (let i = 0; i <= LIMITS.sessionsPerHour; i++) {
			statuses.push((await signIn(`Kim ${i}`, '10.0.0.4')).status);
		}
		expect(statuses).toEqual([...Array<number>(LIMITS.sessionsPerHour).fill(201), 429]);
	});

	test('does not guess codes, under one name or many; right ones do not count', async () => {
		const owner = await person('Owner', '10.0.1.1');
		const map = await server.api.makeMap(owner);
		const link = await server.api.ask<{ code: string; token: string }>(
			'POST',
			`/api/maps/${map}/links`,
			{
				as: owner,
				body: { permission: 'view' }
			}
		);
		const people: Awaited<ReturnType<typeof person>>[] = [];
		for (let i = 0; i < 4; i++) people.push(await person(`Guesser ${i}`, '10.0.0.5'));
		const join = async (i: number, code: string) => {
			const as = people[i];
			const headers = from('10.0.0.5');
			return (await server.api.ask('POST', '/api/join', { as, body: { code }, headers })).status;
		};
		const wrong = 'ZZZZZZ';
		for (let i = 0; i < LIMITS.wrongCodes; i++) expect(await join(0, wrong)).toBe(404);
		expect(await join(0, wrong)).toBe(429);
		expect(await join(0, link.body.code)).toBe(429);
		for (let i = 0; i < 4; i++) expect(await join(1, link.body.code)).toBe(200);
		expect([await join(1, wrong), await join(2, wrong)]).toEqual([404, 404]);
		// The address has had its five.
		expect(await join(3, link.body.code)).toBe(429);
		// The secret of a link cannot be guessed; who scans it is not kept out by those who try codes.
		const body = { token: link.body.token };
		const scanned = { as: people[3], body, headers: from('10.0.0.5') };
		expect((await server.api.ask('POST', '/api/join', scanned)).status).toBe(200);
	});

	test('does not get more guesses by asking at once, nor by another address of the same network', async () => {
		const as = await person('Burst', '10.0.1.2');
		const guess = (address: string, by = as) =>
			server.api
				.ask('POST', '/api/join', { as: by, body: { code: 'ZZZZZZ' }, headers: from(address) })
				.then(({ status }) => status);
		const burst = Array.from({ length: 10 }, (_, i) => guess(`2001:db8:0:1::${i + 1}`));
		const statuses = (await Promise.all(burst)).sort();
		expect(statuses).toEqual([404, 404, 404, ...Array<number>(7).fill(429)]);
		const other = await person('Other', '10.0.1.2');
		const more = [];
		for (let i = 0; i < 3; i++) more.push(await guess(`2001:db8:0:1:9::${i}`, other));
		expect(more).toEqual([404, 404, 429]);
	});

	test('is counted by the same address when a code to come back is wrong', async () => {
		const body = { reentry_code: 'ACDE-FGHJ-KMNP-QRTV' };
		const headers = from('2001:db8:0:2::1');
		expect((await server.api.ask('POST', '/api/session', { body, headers })).status).toBe(422);
		const { rows } = await server.database.pool.query(
			`select count(*)::int as wrong from reentry_attempts where origin_hash = sha256($1)`,
			[Buffer.from('2001:db8:0:2::')]
		);
		expect(rows).toEqual([{ wrong: 1 }]);
	});
});

test('without trusted proxies nobody can name an address', async () => {
	const direct = await apiServer({ apiLimits: { ...LIMITS, anonymousRequestsPerMinute: 3 } });
	try {
		const statuses: number[] = [];
		for (let i = 0; i < 4; i++) {
			const headers = from(`10.0.0.${i}`);
			statuses.push((await direct.api.ask('GET', '/api/maps?public=true', { headers })).status);
		}
		// One was used for the document that the client reads.
		expect(statuses).toEqual([200, 200, 429, 429]);
	} finally {
		await direct.close();
	}
});

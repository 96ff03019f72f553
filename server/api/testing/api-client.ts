import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { sessionSchema } from '#core/wire/session.ts';
import { testServer } from '../../testing/database.ts';
import type { TestServer } from '../../testing/database.ts';
import type { StartOptions } from '../../start-server.ts';
import { Contract } from './contract.ts';

export interface Person {
	readonly id: string;
	readonly name: string;
	readonly token: string;
}

export interface Ask {
	/** Who asks; nobody by default. */
	readonly as?: Person | undefined;
	readonly token?: string;
	/** Sent as JSON, or as it stands when it is text. */
	readonly body?: unknown;
	readonly headers?: Readonly<Record<string, string>>;
}

/** An answer with its body read: as JSON where it is that. */
export interface Answer<Body = Record<string, unknown>> {
	readonly status: number;
	readonly headers: Headers;
	readonly body: Body;
}

/** Tests ask through it. No answer may have a status that the OpenAPI document does not promise. */
export class ApiClient {
	readonly url: string;
	readonly contract: Contract;

	constructor(url: string, contract: Contract) {
		this.url = url;
		this.contract = contract;
	}

	static async of(url: string): Promise<ApiClient> {
		const document: unknown = await (await fetch(`${url}/api/openapi.json`)).json();
		return new ApiClient(url, new Contract(document));
	}

	async ask<Body = Record<string, unknown>>(
		method: string,
		path: string,
		{ as, token = as?.token, body, headers = {} }: Ask = {}
	): Promise<Answer<Body>> {
		const response = await fetch(this.url + path, {
			method,
			body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
			headers: {
				...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
				...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
				...headers
			}
		});
		const text = await response.text();
		const isJson = /json/.test(response.headers.get('Content-Type') ?? '');
		const answer = (isJson ? JSON.parse(text) : text) as Body;
		this.contract.record(method, path, response);
		return { status: response.status, headers: response.headers, body: answer };
	}

	async signIn(name: string): Promise<Person> {
		const { status, body } = await this.ask('POST', '/api/session', { body: { name } });
		expect(status).toBe(201);
		const { token, user } = sessionSchema.parse(body);
		return { id: user.id, name: user.name, token };
	}

	/** A map with a level. */
	async makeMap(owner: Person, values: Readonly<Record<string, unknown>> = {}): Promise<string> {
		const id = randomUUID();
		const body = { id, name: 'Plan', ...values };
		expect((await this.ask('POST', '/api/maps', { as: owner, body })).status).toBe(201);
		return id;
	}

	async makeLayer(maker: Person, values: Readonly<Record<string, unknown>> = {}): Promise<string> {
		const id = randomUUID();
		const body = { id, name: 'Zones', source_type: 'vector', ...values };
		expect((await this.ask('POST', '/api/layers', { as: maker, body })).status).toBe(201);
		return id;
	}

	async stack(editor: Person, mapId: string, layerId: string): Promise<void> {
		const body = { layer_id: layerId };
		const { status } = await this.ask('POST', `/api/maps/${mapId}/layers`, { as: editor, body });
		expect(status).toBe(201);
	}

	/** Lets somebody in by a link, as people come in. */
	async let(owner: Person, mapId: string, guest: Person, permission: 'view' | 'edit') {
		const made = await this.ask<{ token: string }>('POST', `/api/maps/${mapId}/links`, {
			as: owner,
			body: { permission }
		});
		expect(made.status).toBe(201);
		const body = { token: made.body.token };
		expect((await this.ask('POST', '/api/join', { as: guest, body })).status).toBe(200);
	}
}

/** Limits are tested where they are small. */
const WIDE = 1_000_000;

export interface ApiServer extends TestServer {
	readonly api: ApiClient;
}

export async function apiServer(options: StartOptions = {}): Promise<ApiServer> {
	const server = await testServer({
		apiLimits: {
			requestsPerMinute: WIDE,
			anonymousRequestsPerMinute: WIDE,
			sessionsPerHour: WIDE,
			wrongCodes: WIDE,
			wrongCodesPerAddress: WIDE
		},
		...options
	});
	return { ...server, api: await ApiClient.of(server.url) };
}

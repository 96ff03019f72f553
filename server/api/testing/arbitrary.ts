import * as fc from 'fast-check';

interface Schema {
	readonly $ref?: string;
	readonly type?: string | readonly string[];
	readonly enum?: readonly unknown[];
	readonly anyOf?: readonly Schema[];
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly required?: readonly string[];
	readonly items?: Schema;
	readonly format?: string;
	readonly minimum?: number;
	readonly maximum?: number;
}

interface Parameter {
	readonly name: string;
	readonly in: string;
	readonly schema: Schema;
}

interface Operation {
	readonly parameters?: readonly Parameter[];
	readonly requestBody?: {
		readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
	};
}

export interface ApiDocument {
	readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
	readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

export interface FuzzRequest {
	readonly method: string;
	readonly path: string;
	readonly body: string | undefined;
	readonly headers: Readonly<Record<string, string>>;
}

/** Requests that an API document describes, most of them nearly right. `ids` stand for real things. */
export function arbitraryRequest(
	document: ApiDocument,
	ids: readonly string[]
): fc.Arbitrary<FuzzRequest> {
	const values = new Values(document, ids);
	const operations = Object.entries(document.paths)
		.filter(([path]) => path.startsWith('/api/'))
		.flatMap(([path, methods]) =>
			Object.entries(methods).map(([method, operation]) => ({ path, method, operation }))
		)
		.filter(({ path, method }) => !(method === 'delete' && ENDS_THE_CALLER.has(path)));
	return fc.constantFrom(...operations).chain(({ path, method, operation }) => {
		const { parameters = [], requestBody } = operation;
		const of = (place: string) => parameters.filter((parameter) => parameter.in === place);
		const body = Object.values(requestBody?.content ?? {})[0]?.schema;
		return fc
			.record({
				path: fc.record(values.entries(of('path'))),
				query: fc.record(values.entries(of('query')), { requiredKeys: [] }),
				match: fc.constantFrom(undefined, '*', '"x"', 'W/"x", "y"', ','),
				body: body === undefined ? fc.constant(undefined) : values.body(body)
			})
			.map((made) => ({
				method: method.toUpperCase(),
				path: fill(path, made.path) + queryOf(made.query),
				body: made.body,
				headers: made.match === undefined ? {} : matching(method, made.match)
			}));
	});
}

/** After these there is nobody left to ask as. */
const ENDS_THE_CALLER: ReadonlySet<string> = new Set(['/api/me', '/api/session']);

function matching(method: string, match: string): Record<string, string> {
	return method === 'get' ? { 'If-None-Match': match } : { 'If-Match': match };
}

function fill(path: string, values: Readonly<Record<string, unknown>>): string {
	return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
		const text = textOf(values[name]);
		// The client would resolve these before it asks.
		return /^\.{0,2}$/.test(text) ? '%00' : encodeURIComponent(text.toWellFormed());
	});
}

function queryOf(query: Readonly<Record<string, unknown>>): string {
	const parts = Object.entries(query).flatMap(([name, value]) => {
		const pairs: (readonly [string, unknown])[] =
			typeof value === 'object' && value !== null
				? Object.entries(value).map(([key, inner]) => [`${name}[${key}]`, inner] as const)
				: [[name, value]];
		return pairs.map(([key, inner]) =>
			[key, textOf(inner)].map((part) => encodeURIComponent(part.toWellFormed())).join('=')
		);
	});
	return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

function textOf(value: unknown): string {
	if (typeof value === 'string') return value;
	return value === undefined ? '' : JSON.stringify(value);
}

const STRANGE = fc.constantFrom<unknown>(
	null,
	'',
	'\0',
	'\ud800',
	'\u202e',
	-0,
	1e308,
	-1,
	2 ** 53,
	[],
	{},
	{ __proto__: null, constructor: 1 },
	'x'.repeat(10_001),
	"'; drop table maps; --"
);

const COORDINATES = fc.oneof(
	fc.tuple(fc.double({ min: -180, max: 180 }), fc.double({ min: -90, max: 90 })),
	fc.array(fc.oneof(fc.double(), fc.constantFrom<unknown>(null, 'x', 1e300)), { maxLength: 5 })
);
const GEOMETRY = fc.oneof(
	fc.record({ type: fc.constant('Point'), coordinates: COORDINATES }),
	fc.record({
		type: fc.constantFrom('LineString', 'MultiPoint', 'Polygon'),
		coordinates: fc.oneof(fc.array(COORDINATES), fc.array(fc.array(COORDINATES, { maxLength: 6 })))
	}),
	fc.record({ type: fc.constant('GeometryCollection'), geometries: fc.constant([]) })
);

class Values {
	readonly #document: ApiDocument;
	readonly #id: fc.Arbitrary<string>;

	constructor(document: ApiDocument, ids: readonly string[]) {
		this.#document = document;
		this.#id = fc.oneof(
			{ weight: 6, arbitrary: fc.constantFrom(...ids) },
			{ weight: 1, arbitrary: fc.uuid() }
		);
	}

	entries(parameters: readonly Parameter[]): Record<string, fc.Arbitrary<unknown>> {
		return Object.fromEntries(
			parameters.map(({ name, schema }) => [name, this.#nearly(this.#of(schema))])
		);
	}

	/** JSON text, now and then none. */
	body(schema: Schema): fc.Arbitrary<string> {
		const right = this.#nearly(this.#of(schema)).map((value) => JSON.stringify(value));
		return fc.oneof(
			{ weight: 20, arbitrary: right },
			{ weight: 1, arbitrary: fc.json() },
			{ weight: 1, arbitrary: fc.string() }
		);
	}

	#nearly(right: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
		return fc.oneof(
			{ weight: 12, arbitrary: right },
			{ weight: 1, arbitrary: STRANGE },
			{ weight: 1, arbitrary: fc.jsonValue() }
		);
	}

	#of(schema: Schema): fc.Arbitrary<unknown> {
		if (schema.$ref !== undefined) return this.#named(schema.$ref.split('/').at(-1) ?? '');
		if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
		if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map((one) => this.#of(one)));
		const type = typeof schema.type === 'object' ? schema.type[0] : schema.type;
		switch (type) {
			case 'object':
				return this.#object(schema);
			case 'array':
				return fc.array(this.#nearly(this.#of(schema.items ?? {})), { maxLength: 4 });
			case 'string':
				return this.#text(schema);
			case 'integer':
				return fc.integer({ min: schema.minimum ?? -10, max: schema.maximum ?? 1_000 });
			case 'number':
				return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true });
			case 'boolean':
				return fc.boolean();
			default:
				return fc.jsonValue();
		}
	}

	/** A schema says of geometry only that it is one. */
	#named(name: string): fc.Arbitrary<unknown> {
		if (name === 'NewFeature') {
			const type = fc.constant('Feature');
			const id = fc.option(this.#id, { nil: undefined });
			return fc.record({ type, id, geometry: GEOMETRY, properties: fc.object() });
		}
		return this.#of(this.#document.components.schemas[name] ?? {});
	}

	#object({ properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> {
		const entries = Object.entries(properties).map(([name, inner]) => {
			const isGeometry = name === 'geometry';
			return [name, this.#nearly(isGeometry ? GEOMETRY : this.#of(inner))] as const;
		});
		return fc.record(Object.fromEntries(entries), { requiredKeys: [...required] });
	}

	#text({ format }: Schema): fc.Arbitrary<string> {
		if (format === 'uuid') return this.#id;
		if (format === 'date-time')
			return fc.date({ noInvalidDate: true }).map((date) => date.toJSON());
		if (format === 'email') return fc.emailAddress();
		return fc.string({ unit: 'binary', maxLength: 40 });
	}
}

import * as z from 'zod';

const documentSchema = z.object({
	paths: z.record(
		z.string(),
		z.record(z.string(), z.object({ responses: z.record(z.string(), z.unknown()) }).loose())
	)
});

interface Operation {
	/** `GET /api/maps/{id}`. */
	readonly name: string;
	readonly method: string;
	readonly path: string;
	readonly pattern: RegExp;
	readonly promised: ReadonlySet<number>;
	readonly reached: Set<number>;
}

/** Of whatever is no operation: the wrong method, or no place of the API. */
const OUTSIDE = new Set([404, 405]);

/** What the OpenAPI document promises, and what of it was seen. */
export class Contract {
	readonly operations: readonly Operation[];

	constructor(document: unknown) {
		const { paths } = documentSchema.parse(document);
		this.operations = Object.entries(paths)
			// A path without parameters is what it says, before one that it matches too.
			.sort(([a], [b]) => Number(a.includes('{')) - Number(b.includes('{')))
			.flatMap(([path, operations]) =>
				Object.entries(operations).map(([method, { responses }]) => ({
					name: `${method.toUpperCase()} ${path}`,
					method: method.toUpperCase(),
					path,
					pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
					promised: new Set(Object.keys(responses).map(Number)),
					reached: new Set<number>()
				}))
			);
	}

	/** Throws when nobody was told of this status. */
	record(method: string, path: string, { status }: Response): void {
		const pathname = path.split('?', 1)[0] ?? '';
		const operation = this.operations.find(
			(candidate) => candidate.method === method && candidate.pattern.test(pathname)
		);
		if (operation === undefined) {
			if (OUTSIDE.has(status) || !pathname.startsWith('/api/')) return;
			throw new Error(`${method} ${path} is not in the document, and answered ${status}`);
		}
		operation.reached.add(status);
		if (!operation.promised.has(status)) {
			throw new Error(`${operation.name} answered ${status}, which it does not promise`);
		}
	}

	/** Promises that nothing has shown to be kept. */
	get unreached(): string[] {
		return this.operations.flatMap(({ name, promised, reached }) =>
			[...promised].filter((status) => !reached.has(status)).map((status) => `${name} ${status}`)
		);
	}
}

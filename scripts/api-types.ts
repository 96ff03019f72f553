import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import type { OpenAPI3 } from 'openapi-typescript';
import * as prettier from 'prettier';

export const TYPES_FILE = fileURLToPath(new URL('../src/lib/api/schema.d.ts', import.meta.url));

/** The types of an OpenAPI document, formatted as they are committed. */
export async function typesOf(document: unknown): Promise<string> {
	const text = astToString(await openapiTS(document as OpenAPI3));
	const options = await prettier.resolveConfig(TYPES_FILE);
	return prettier.format(`// Made by scripts/build-api-types.ts from /api/openapi.json.\n${text}`, {
		...options,
		filepath: TYPES_FILE
	});
}

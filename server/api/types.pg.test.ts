import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TYPES_FILE, typesOf } from '../../scripts/api-types.ts';
import { testServer } from '../testing/database.ts';

test('the typed client knows the API as it is: run scripts/build-api-types.ts', async () => {
	const server = await testServer();
	try {
		const response = await fetch(`${server.url}/api/openapi.json`);
		expect(readFileSync(TYPES_FILE, 'utf8')).toBe(await typesOf(await response.json()));
	} finally {
		await server.close();
	}
});

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { localId, SEED } from './local-id.ts';

test('an id is a UUID, always the same of one seed, and another of another', () => {
	const seeds = Array.from({ length: 200 }, () =>
		(randomUUID() + randomUUID()).replaceAll('-', '')
	);
	for (const seed of seeds) {
		expect(seed).toMatch(SEED);
		expect(localId(seed)).toMatch(
			/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/
		);
		expect(localId(seed)).toBe(localId(seed));
	}
	expect(new Set(seeds.map(localId)).size).toBe(200);
	// Ids that browsers have taken must stay theirs.
	expect(localId('0'.repeat(64))).toMatchInlineSnapshot(`"95e5bcf2-1d89-859a-8d9d-6de1747e494c"`);
});

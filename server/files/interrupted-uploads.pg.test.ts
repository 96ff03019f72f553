import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fixturePath } from '#core/raster/testing/open-fixture.ts';
import { killDuringUploads, loseFile } from './testing/interrupted-uploads.ts';

test('[U5] uploads that a kill interrupted go on, are checked, or failed with a reason', async () => {
	const bytes = readFileSync(fixturePath('depths.tif'));
	const { wentOnAt, continued, checked, lost } = await killDuringUploads(bytes, {}, loseFile);
	expect(wentOnAt).toBe(2 * Math.ceil(bytes.length / 3));
	expect(continued).toMatchObject({ status: 'complete' });
	expect(checked).toMatchObject({ status: 'complete' });
	expect(lost).toMatchObject({
		status: 'failed',
		reason: 'The server no longer has what was sent of this file: upload it again.'
	});
});

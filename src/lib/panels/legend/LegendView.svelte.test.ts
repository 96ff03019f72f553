import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { Legend } from '#core/legend/legend.ts';
import { showPart, type Shown } from '#lib/panels/testing/show-part.ts';
import LegendView from './LegendView.svelte';

const DOT =
	'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
let shown: Shown | undefined;
let picture: Blob;
const asked: string[] = [];

beforeEach(async () => {
	picture = await (await fetch(DOT)).blob();
	asked.length = 0;
});

afterEach(async () => {
	vi.restoreAllMocks();
	await shown?.close();
	shown = undefined;
});

/** A service that the test plays; there is no network here. */
function serve(answer: (address: string) => Response): void {
	vi.spyOn(globalThis, 'fetch').mockImplementation(async (address) => {
		const url = address instanceof Request ? address.url : String(address);
		asked.push(url);
		await Promise.resolve();
		return answer(url);
	});
}

function show(url: string) {
	const legend = { kind: 'image', url, unit: '' } as Legend;
	shown = showPart(LegendView, () => ({ legend, name: 'Ice' }));
	return page.getByRole('img', { name: 'Legend of Ice' });
}

function addressOf(image: { element: () => Element }): string {
	return image.element().getAttribute('src') ?? '';
}

test('[E1] a legend that the page may not read comes through our server, and is let go of', async () => {
	serve((url) => {
		if (url.startsWith('/api/wms/proxy?url=')) return new Response(picture);
		throw new TypeError('Failed to fetch');
	});
	const image = show('https://closed.example/legend.png');
	await expect.poll(() => addressOf(image)).toMatch(/^blob:/);
	expect(asked.at(-1)).toContain(encodeURIComponent('https://closed.example/legend.png'));
	const address = addressOf(image);
	const revoked = vi.spyOn(URL, 'revokeObjectURL');
	await shown?.close();
	shown = undefined;
	expect(revoked).toHaveBeenCalledWith(address);
});

test('[E2] an answer that is no picture is left to the page, which needs no leave', async () => {
	serve(() => new Response('<ServiceException/>', { headers: { 'content-type': 'text/xml' } }));
	// What the page itself can't draw either.
	show('data:image/png;base64,AAAA');
	await expect.element(page.getByText('The service gave no legend.')).toBeVisible();
});

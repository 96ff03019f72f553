/**
 * Sixty times asked for at a steady scrub, of a service that takes 300 ms for a picture: when is the
 * last one seen, and is it what is seen everywhere? Against `setTiles` on one source in the same run.
 * Run it with `node bench/scrub.ts`.
 */
import sharp from 'sharp';
import { openService, openSite } from './lib/site.ts';
import { milliseconds, printTable, ratio } from './lib/table.ts';
import type { Scrubbed } from './wms/page.ts';
import { colourOf, TIMES, timeOf } from './wms/times.ts';

const SERVICE_MS = 300;
const RUNS = 2;
/** As long as the page waits for it. */
const NEVER_MS = 45_000;
const KINDS = ['reference', 'ours'] as const;
type Kind = (typeof KINDS)[number];

const pictures = new Map<string, Buffer>();
for (let index = 0; index < TIMES; index += 1) pictures.set(timeOf(index), await picture(index));
let requests = 0;
const asked: Record<Kind, number> = { reference: 0, ours: 0 };
const service = await openService(({ url = '' }, response) => {
	requests += 1;
	const time = new URL(url, 'http://localhost').searchParams.get('TIME') ?? '';
	setTimeout(() => {
		response.setHeader('content-type', 'image/png');
		// What a cache of the browser would save, a person at a first look does not have.
		response.setHeader('cache-control', 'no-store');
		response.end(pictures.get(time));
	}, SERVICE_MS);
});
const site = await openSite(new URL('./wms/', import.meta.url));
try {
	const results: Record<Kind, Scrubbed[]> = { reference: [], ours: [] };
	for (let i = 0; i < RUNS; i += 1) for (const kind of KINDS) results[kind].push(await scrub(kind));
	const least = (kind: Kind): number =>
		Math.min(...results[kind].map(({ milliseconds }) => milliseconds));
	const wrong = (kind: Kind): string => {
		const most = Math.max(...results[kind].map(({ wrong }) => wrong));
		return `${most} of ${results[kind][0]?.points ?? 0}`;
	};
	printTable(
		[`${TIMES - 1} times, ${SERVICE_MS} ms each`, 'ours', 'setTiles', 'ratio', 'target'],
		[
			[
				'last asked for → seen',
				seen(least('ours')),
				seen(least('reference')),
				ratio(least('ours'), least('reference')),
				'≤ 0.5×'
			],
			['wrong or blank points then', wrong('ours'), wrong('reference'), '', '0'],
			[
				'requests',
				String(asked.ours),
				String(asked.reference),
				ratio(asked.ours, asked.reference),
				''
			]
		]
	);
} finally {
	await site.close();
	service.close();
}

function seen(time: number): string {
	return time < NEVER_MS ? milliseconds(time) : 'not in 45 s';
}

async function scrub(kind: Kind): Promise<Scrubbed> {
	const context = await site.browser.newContext({ viewport: { width: 1000, height: 700 } });
	const page = await context.newPage();
	await page.goto(site.url);
	await page.waitForFunction(() => 'wmsBench' in window);
	requests = 0;
	const result = await page.evaluate(([kind, url]) => window.wmsBench.scrub(kind, url), [
		kind,
		service.url
	] as const);
	await context.close();
	asked[kind] = requests;
	return result;
}

async function picture(index: number): Promise<Buffer> {
	const [r, g, b] = colourOf(index);
	const create = {
		width: 512,
		height: 512,
		channels: 4,
		background: { r, g, b, alpha: 1 }
	} as const;
	return sharp({ create }).png().toBuffer();
}

/**
 * What a layer of 10,000 polygons costs in the browser, against the plain way in the same run:
 * opening it, its memory, and one remote edit in it. Run it with `node bench/client-layer.ts`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, preview } from 'vite';
import { CHROMIUM_ARGS, findChromium } from '../scripts/chromium.mjs';
import { POLYGONS } from './client/polygons.ts';
import type { Bench } from './client/page.ts';
import { longestTask } from './lib/longest-task.ts';
import { milliseconds, percentile, printTable, ratio } from './lib/table.ts';

declare global {
	interface Window {
		readonly bench: Bench;
	}
}

/** The fastest of so many counts: what else the machine does only ever adds. */
const OPENINGS = 10;
const EDITS = 7;
const KINDS = ['reference', 'ours'] as const;
type Kind = (typeof KINDS)[number];
type Measured = Readonly<Record<Kind, number>>;

const root = fileURLToPath(new URL('client', import.meta.url));
const outDir = mkdtempSync(join(tmpdir(), 'samsyn-client-bench-'));
const site = { root, configFile: false, logLevel: 'error', worker: { format: 'es' } } as const;
await build({ ...site, plugins: [svelte()], build: { outDir, emptyOutDir: true } });
const server = await preview({ ...site, build: { outDir }, preview: { port: 0 } });
const url = server.resolvedUrls?.local[0] ?? '';
const executablePath = await findChromium();
const browser = await chromium.launch({
	args: [...CHROMIUM_ARGS, '--js-flags=--expose-gc'],
	...(executablePath === undefined ? {} : { executablePath })
});
try {
	const context = await browser.newContext({ viewport: { width: 1200, height: 800 } });
	await fill(context);
	const document = await alternately(OPENINGS, (kind) => opening(context, kind, 'openDocument'));
	const onMap = await alternately(OPENINGS, (kind) => opening(context, kind, 'openOnMap'));
	const heap = await alternately(1, (kind) => heapOf(context, kind));
	const task = await alternately(1, (kind) => longestOfEdits(browser, context, kind));
	const row = (what: string, measured: Measured, unit: (value: number) => string, most: string) => [
		what,
		unit(measured.ours),
		unit(measured.reference),
		ratio(measured.ours, measured.reference),
		most
	];
	printTable(
		[`${POLYGONS} polygons of 20 vertices`, 'ours', 'reference', 'ratio', 'target'],
		[
			row('IndexedDB → document', document, milliseconds, ''),
			row('IndexedDB → handed to MapLibre', onMap, milliseconds, '≤ 0.40×'),
			row('heap of the document', heap, megabytes, '≤ 0.40×'),
			row('longest task of a remote edit', task, milliseconds, '≤ 0.15×')
		]
	);
} finally {
	await browser.close();
	await server.close();
	rmSync(outDir, { recursive: true, force: true });
}

/** The kinds in turn, so that both meet the same machine; the least of each. */
async function alternately(
	times: number,
	measure: (kind: Kind) => Promise<number>
): Promise<Measured> {
	const least: Record<Kind, number> = { reference: Infinity, ours: Infinity };
	for (let i = 0; i < times; i++) {
		for (const kind of KINDS) least[kind] = Math.min(least[kind], await measure(kind));
	}
	return least;
}

async function fill(context: BrowserContext): Promise<void> {
	const page = await open(context);
	for (const kind of KINDS) {
		const count = await page.evaluate((kind) => window.bench.fill(kind), kind);
		if (count !== POLYGONS) throw new Error(`${kind}: ${count} features stored`);
	}
	await page.close();
}

/** In a fresh page: nothing is warm but the database. */
async function opening(
	context: BrowserContext,
	kind: Kind,
	how: 'openDocument' | 'openOnMap'
): Promise<number> {
	const page = await open(context);
	if (how === 'openOnMap') await page.evaluate(() => window.bench.makeMap());
	const time = await page.evaluate(([kind, how]) => window.bench[how](kind), [kind, how] as const);
	await page.close();
	return time;
}

/** What the document adds to the heap, array buffers included, after garbage collection. */
async function heapOf(context: BrowserContext, kind: Kind): Promise<number> {
	const page = await open(context);
	const before = await heapUsed(context, page);
	await page.evaluate((kind) => window.bench.openDocument(kind), kind);
	const after = await heapUsed(context, page);
	await page.close();
	return after - before;
}

async function heapUsed(context: BrowserContext, page: Page): Promise<number> {
	const session = await context.newCDPSession(page);
	for (let i = 0; i < 4; i++) {
		await session.send('HeapProfiler.collectGarbage');
		await page.waitForTimeout(250);
	}
	const usage = await session.send('Runtime.getHeapUsage');
	const { usedSize, backingStorageSize } = usage;
	await session.detach();
	return usedSize + backingStorageSize;
}

async function longestOfEdits(
	browser: Browser,
	context: BrowserContext,
	kind: Kind
): Promise<number> {
	const page = await open(context);
	await page.evaluate(() => window.bench.makeMap());
	await page.evaluate((kind) => window.bench.openOnMap(kind), kind);
	await page.evaluate(() => window.bench.drawn());
	const tasks: number[] = [];
	for (let i = 0; i < EDITS; i++) {
		await page.evaluate(([kind, i]) => window.bench.editRemotely(kind, i), [kind, i] as const);
		await page.waitForTimeout(800);
		tasks.push(
			await longestTask(browser, page, async () => {
				await page.waitForTimeout(1500);
				await page.evaluate(() => window.bench.drawn());
			})
		);
	}
	await page.close();
	return percentile(tasks, 0.5);
}

async function open(context: BrowserContext): Promise<Page> {
	const page = await context.newPage();
	await page.goto(url);
	await page.waitForFunction(() => 'bench' in window);
	return page;
}

function megabytes(bytes: number): string {
	return `${(bytes / 1e6).toFixed(1)} MB`;
}

import type { Browser, Page } from '@playwright/test';

interface TraceEvent {
	readonly name: string;
	readonly ph: string;
	readonly pid: number;
	readonly tid: number;
	/** Microseconds by the clock, and those that the thread was given by the machine. */
	readonly dur?: number;
	readonly tdur?: number;
	readonly args?: { readonly name?: string };
}

/** One turn of a thread's event loop, as Chromium's tracing names it. */
const TASK = /RunTask$/;

/**
 * Milliseconds of the longest task on the page's main thread while `action` runs: processor time, so
 * that other work on the machine does not count.
 */
export async function longestTask(
	browser: Browser,
	page: Page,
	action: () => Promise<void>
): Promise<number> {
	await browser.startTracing(page, {
		categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline']
	});
	await action();
	const trace = JSON.parse((await browser.stopTracing()).toString('utf8')) as {
		traceEvents: TraceEvent[];
	};
	return longestOfMain(trace.traceEvents);
}

/** The main thread of the page is the busiest of all renderers' main threads. */
function longestOfMain(events: readonly TraceEvent[]): number {
	const mains = events
		.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
		.map(({ pid, tid }) => `${pid}/${tid}`);
	const tasks = Map.groupBy(
		events.filter(({ name, ph }) => ph === 'X' && TASK.test(name)),
		({ pid, tid }) => `${pid}/${tid}`
	);
	const busiest = mains
		.map((thread) => (tasks.get(thread) ?? []).map(({ dur = 0, tdur = dur }) => tdur / 1000))
		.sort((a, b) => sum(b) - sum(a))[0];
	if (!busiest || busiest.length === 0) throw new Error('the trace has no tasks');
	return Math.max(...busiest);
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}

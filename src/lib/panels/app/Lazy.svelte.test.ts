import { createRawSnippet, mount, unmount, type ComponentProps } from 'svelte';
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import Lazy from './Lazy.svelte';

type Props = ComponentProps<typeof Lazy<string>>;

const children = createRawSnippet<[string]>((text) => ({ render: () => `<p>${text()}</p>` }));

/** Away as often as is said, then there. */
function away(times: number): Props['load'] {
	let asked = 0;
	return () =>
		++asked > times
			? Promise.resolve({ default: 'Here it is' })
			: Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
}

async function shown(props: Omit<Props, 'children'>, look: () => Promise<void>): Promise<void> {
	const lazy = mount(Lazy<string>, { target: document.body, props: { ...props, children } });
	await look().finally(() => unmount(lazy));
}

const part = page.getByText('Here it is');
const apology = page.getByRole('alert');

test('a part that cannot be fetched is said to be missing, and comes with the network', () =>
	shown({ load: away(1) }, async () => {
		await expect.element(apology).toMatchTextContent(/has not been fetched yet/);
		window.dispatchEvent(new Event('online'));
		await expect.element(part).toBeVisible();
		await expect.element(apology).not.toBeInTheDocument();
	}));

test('one may try again oneself, and it may fail again', () =>
	shown({ load: away(2) }, async () => {
		const again = page.getByRole('button', { name: 'Try again' });
		await again.click();
		await expect.element(apology).toBeVisible();
		await again.click();
		await expect.element(part).toBeVisible();
	}));

test('what lies over the screen can be closed', async () => {
	let closed = 0;
	await shown({ load: away(1), onclose: () => closed++ }, async () => {
		await page.getByRole('button', { name: 'Close' }).click();
		expect(closed).toBe(1);
	});
});

test('nothing is said of an ornament', () =>
	shown({ load: away(1), silent: true }, async () => {
		await expect.element(apology).not.toBeInTheDocument();
		window.dispatchEvent(new Event('online'));
		await expect.element(part).toBeVisible();
	}));

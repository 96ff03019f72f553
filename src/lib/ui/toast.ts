import { mount, tick } from 'svelte';

export interface ToastAction {
	readonly label: string;
	readonly run: () => void;
}

interface ToastOptions {
	/** A second line. */
	readonly detail?: string;
	readonly action?: ToastAction;
	/** Stays until it is answered. */
	readonly lasting?: boolean;
	/** A second toast of the same id replaces the first. */
	readonly id?: string;
}

let place: Promise<void> | undefined;

/**
 * A short message at the edge of the screen. Loaded when first needed: most visits see none. Where it
 * cannot be loaded, the message is lost.
 */
export async function showToast(text: string, options: ToastOptions = {}): Promise<void> {
	const loaded = await load();
	if (loaded === undefined) return;
	const { toast } = loaded;
	const { detail, action, lasting = false, id } = options;
	toast(text, {
		duration: lasting ? Infinity : action ? 9_000 : 5_000,
		...(detail === undefined ? {} : { description: detail }),
		...(id === undefined ? {} : { id }),
		...(action === undefined
			? {}
			: { action: { label: action.label, onClick: () => action.run() } })
	});
}

async function load() {
	try {
		const [toasts] = await Promise.all([import('svelte-sonner'), (place ??= makePlace())]);
		return toasts;
	} catch {
		// The next one tries again.
		place = undefined;
		return undefined;
	}
}

/** What a toast said is no longer so. */
export async function hideToast(id: string): Promise<void> {
	if (place === undefined) return;
	(await load())?.toast.dismiss(id);
}

/** Where toasts appear: a live region, which has to stand before the first of them is put into it. */
async function makePlace(): Promise<void> {
	const { default: Toasts } = await import('./Toasts.svelte');
	mount(Toasts, { target: document.body });
	await tick();
}

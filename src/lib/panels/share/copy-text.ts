import { m } from '#lib/paraglide/messages.js';
import { showToast } from '#lib/ui/toast.ts';

/** Puts a text on the clipboard, and says so. */
export async function copyText(text: string, done: string): Promise<void> {
	try {
		await navigator.clipboard.writeText(text);
		await showToast(done, { id: 'share' });
	} catch {
		// Over plain http the clipboard is closed to pages: the text is shown to be copied by hand.
		await showToast(m.share_by_hand(), { detail: text, lasting: true, id: 'share' });
	}
}

import { m } from '#lib/paraglide/messages.js';
import { showToast } from '#lib/ui/toast.ts';

/** Puts the address of the map on the clipboard, with what is seen and picked. */
export async function copyLink(): Promise<void> {
	const link = location.href;
	try {
		await navigator.clipboard.writeText(link);
		await showToast(m.share_copied(), { detail: m.share_copied_detail(), id: 'share' });
	} catch {
		// Over plain http the clipboard is closed to pages: the link is shown to be copied by hand.
		await showToast(m.share_by_hand(), { detail: link, lasting: true, id: 'share' });
	}
}

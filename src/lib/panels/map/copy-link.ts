import { m } from '#lib/paraglide/messages.js';
import { showToast } from '#lib/ui/toast.ts';

/**
 * Puts the address of the map on the clipboard, with what is seen and picked. `onlyHere`: the map
 * never left this device, so that the link would show others nothing yet.
 */
export async function copyLink(options: { readonly onlyHere: boolean }): Promise<void> {
	const { onlyHere } = options;
	const link = location.href;
	try {
		await navigator.clipboard.writeText(link);
		await showToast(onlyHere ? m.share_not_yet() : m.share_copied(), {
			detail: onlyHere ? m.share_not_yet_detail() : m.share_copied_detail(),
			id: 'share'
		});
	} catch {
		// Over plain http the clipboard is closed to pages: the link is shown to be copied by hand.
		await showToast(m.share_by_hand(), { detail: link, lasting: true, id: 'share' });
	}
}

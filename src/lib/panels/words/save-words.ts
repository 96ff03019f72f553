import { unreachable } from '#core/util/unreachable.ts';
import { m } from '#lib/paraglide/messages.js';
import type { SaveState } from '#lib/sync/save-state.ts';

/** What a person is told about their work, in one line. */
export function saveText({ kind, waiting }: SaveState): string {
	switch (kind) {
		case 'saved':
			return m.save_saved();
		case 'saving':
			return m.save_saving();
		case 'on-device':
			return m.save_on_device({ count: waiting });
		case 'at-risk':
			return m.save_at_risk({ count: waiting });
		default:
			return unreachable(kind);
	}
}

/** The same for narrow bars. */
export function saveShortText({ kind, waiting }: SaveState): string {
	switch (kind) {
		case 'saved':
			return m.save_saved();
		case 'saving':
			return m.save_saving();
		case 'on-device':
			return m.save_on_device_short({ count: waiting });
		case 'at-risk':
			return m.save_at_risk_short();
		default:
			return unreachable(kind);
	}
}

/** What it means, for who asks. */
export function saveDetail({ kind }: SaveState): string {
	switch (kind) {
		case 'saved':
			return m.save_saved_detail();
		case 'saving':
			return m.save_saving_detail();
		case 'on-device':
			return m.save_on_device_detail();
		case 'at-risk':
			return m.save_at_risk_detail();
		default:
			return unreachable(kind);
	}
}

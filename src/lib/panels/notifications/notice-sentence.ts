import { unreachable } from '#core/util/unreachable.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Notice } from './inbox.svelte.ts';

export function noticeSentence({ kind, actor_name, map_name }: Notice): string {
	const who = actor_name ?? m.talk_someone();
	const map = map_name || m.map_untitled();
	switch (kind) {
		case 'reply':
			return m.notice_reply({ who, map });
		case 'mention':
			return m.notice_mention({ who, map });
		case 'invitation':
			return m.notice_invitation({ who, map });
		default:
			return unreachable(kind);
	}
}

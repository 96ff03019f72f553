import { unreachable } from '#core/util/unreachable.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ChoosableKind } from '#lib/panels/inspector/property-kind.ts';

export function kindName(kind: ChoosableKind): string {
	switch (kind) {
		case 'text':
			return m.kind_text();
		case 'number':
			return m.kind_number();
		case 'yes-no':
			return m.kind_yes_no();
		case 'date':
			return m.kind_date();
		default:
			return unreachable(kind);
	}
}

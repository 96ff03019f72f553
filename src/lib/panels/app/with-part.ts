import { m } from '#lib/paraglide/messages.js';
import { showToast } from '#lib/ui/toast.ts';

/** Does what needs a part of the app that comes when it is first needed, or says that it is away. */
export async function withPart<Part>(
	load: () => Promise<Part>,
	use: (part: Part) => unknown
): Promise<void> {
	const part = await load().catch(() => undefined);
	if (part === undefined) await showToast(m.part_away(), { id: 'part' });
	else await use(part);
}

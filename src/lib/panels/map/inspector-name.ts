import { m } from '#lib/paraglide/messages.js';
import type { Inspected } from './map-screen.svelte.ts';

/** What the panel on the right is called, for assistive technology. */
export function inspectorName(kind: Inspected['kind']): string {
	if (kind === 'talk') return m.talk();
	return kind === 'library' ? m.library() : m.inspector();
}

import { unreachable } from '#core/util/unreachable.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Theme } from './preferences.svelte.ts';

export const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

export function themeName(theme: Theme): string {
	switch (theme) {
		case 'system':
			return m.theme_system();
		case 'light':
			return m.theme_light();
		case 'dark':
			return m.theme_dark();
		default:
			return unreachable(theme);
	}
}

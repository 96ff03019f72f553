import { isLocale, setLocale, type Locale } from '#lib/paraglide/runtime.js';

/** Each language by its own name: whoever needs it can read that. */
export const LANGUAGES: readonly { readonly locale: Locale; readonly name: string }[] = [
	{ locale: 'en', name: 'English' },
	{ locale: 'sv', name: 'Svenska' }
];

/** Starts the page anew in that language; edits are stored before (the browser asks if they can't be). */
export function switchLanguage(locale: string): void {
	if (isLocale(locale)) void setLocale(locale);
}

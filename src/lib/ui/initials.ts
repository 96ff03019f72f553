/** Two letters for a round badge: of first and last word, or the first letter and the number. */
export function initials(name: string): string {
	const words = name.trim().split(/\s+/u).filter(Boolean);
	const first = words[0];
	const last = words.length > 1 ? words[words.length - 1] : undefined;
	return (letter(first) + letter(last)).toUpperCase();
}

/** One whole character, so that a name in any script is not cut through. */
function letter(word: string | undefined): string {
	const first = word?.codePointAt(0);
	return first === undefined ? '' : String.fromCodePoint(first);
}

import type { Tool } from '#lib/map/view-types.ts';

/** What a key does on the map screen. */
export type Command =
	| { readonly do: 'tool'; readonly tool: Tool }
	| { readonly do: 'undo' | 'redo' | 'back' | 'finish' | 'undo-vertex' | 'delete' }
	| { readonly do: 'projector' | 'help' | 'layers' | 'fit' | 'zoom-in' | 'zoom-out' | 'values' };

/** Letters of the tools; the same in every language, because they stand on the keys. */
export const TOOL_KEYS: Readonly<Record<Tool, string>> = {
	select: 'S',
	edit: 'E',
	point: 'D',
	line: 'L',
	polygon: 'A',
	rectangle: 'R',
	circle: 'C',
	freehand: 'F',
	'freehand-line': 'G',
	hole: 'H',
	'measure-line': 'M',
	'measure-area': 'N'
};

const LETTERS: Readonly<Record<string, Command>> = {
	...Object.fromEntries(
		Object.entries(TOOL_KEYS).map(([tool, key]) => [
			key.toLowerCase(),
			{ do: 'tool', tool: tool as Tool } as const
		])
	),
	p: { do: 'projector' },
	'?': { do: 'help' },
	'[': { do: 'layers' },
	'0': { do: 'fit' },
	'+': { do: 'zoom-in' },
	'-': { do: 'zoom-out' },
	v: { do: 'values' },
	escape: { do: 'back' },
	enter: { do: 'finish' },
	backspace: { do: 'undo-vertex' },
	delete: { do: 'delete' }
};

interface Pressed {
	readonly key: string;
	readonly ctrlKey: boolean;
	readonly metaKey: boolean;
	readonly altKey: boolean;
	readonly shiftKey: boolean;
}

/** The command of a key, if it has one. */
export function commandOf({
	key,
	ctrlKey,
	metaKey,
	altKey,
	shiftKey
}: Pressed): Command | undefined {
	const lower = key.toLowerCase();
	if (ctrlKey || metaKey) {
		if (altKey) return undefined;
		if (lower === 'z') return { do: shiftKey ? 'redo' : 'undo' };
		return lower === 'y' && ctrlKey ? { do: 'redo' } : undefined;
	}
	if (altKey || (shiftKey && /^[a-z]$/u.test(lower))) return undefined;
	return Object.hasOwn(LETTERS, lower) ? LETTERS[lower] : undefined;
}

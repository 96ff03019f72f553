/**
 * What a person is told about their work.
 * `saved`: the server has committed everything this device knows. `saving`: on its way.
 * `on-device`: stored in this browser, waiting for the network. `at-risk`: not even stored here
 * (storage full or forbidden): keep the tab open.
 */
export type SaveKind = 'saved' | 'saving' | 'on-device' | 'at-risk';

export interface SaveState {
	readonly kind: SaveKind;
	/** Edits of this device that the server has not confirmed. */
	readonly waiting: number;
}

const SEVERITY: readonly SaveKind[] = ['saved', 'saving', 'on-device', 'at-risk'];

export function worstSave(documents: readonly { readonly save: SaveState }[]): SaveState {
	let kind: SaveKind = 'saved';
	let waiting = 0;
	for (const { save } of documents) {
		if (SEVERITY.indexOf(save.kind) > SEVERITY.indexOf(kind)) kind = save.kind;
		waiting += save.waiting;
	}
	return { kind, waiting };
}

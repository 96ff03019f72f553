import * as Y from 'yjs';

/** Where a struct stands in its document. */
export type Place =
	/** An entry of a root map: `meta` → name, `features` → id. */
	| { readonly root: string; readonly key: string; readonly owner: undefined }
	/** An entry of a map within a root map: `features` → id → geometry. */
	| { readonly root: string; readonly key: string; readonly owner: Y.Item }
	/** Below something that is gone: Yjs keeps no more of it than how long it was. */
	| typeof DEAD;

export const DEAD = Object.freeze({ dead: true });

/** The place of an item that is part of a document already. */
export function placeOfStored(item: Y.Item): Place | undefined {
	const { parent, parentSub } = item;
	if (parent === null) return DEAD;
	if (!(parent instanceof Y.AbstractType) || parentSub === null) return undefined;
	const owner = parent._item;
	if (owner === null) {
		return { root: Y.findRootTypeKey(parent), key: parentSub, owner: undefined };
	}
	const root: unknown = owner.parent;
	if (!(root instanceof Y.AbstractType) || root._item !== null) return undefined;
	return { root: Y.findRootTypeKey(root), key: parentSub, owner };
}

/**
 * Transaction origins: why a document changed. Compared by identity, therefore frozen constants.
 * Anything else (a provider, a persistence) is a remote or stored change.
 */
export const origins = Object.freeze({
	/** A person's edit in this tab. */
	edit: Object.freeze({ origin: 'edit' }),
	/** Undo or redo of such an edit. */
	undo: Object.freeze({ origin: 'undo' }),
	/** A write by the server itself (API). */
	server: Object.freeze({ origin: 'server' }),
	/** An update that arrived from another tab of the same browser. */
	tab: Object.freeze({ origin: 'tab' })
});

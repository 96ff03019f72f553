/** What the process of the embedded database tells the one that started it. */
export type EmbeddedMessage =
	/** It takes connections; `host` is for `pg`. */
	| { readonly type: 'ready'; readonly host: string }
	| { readonly type: 'failed'; readonly reason: 'in-use' | 'broken'; readonly message: string };

export function isEmbeddedMessage(value: unknown): value is EmbeddedMessage {
	// Node's own watch mode sends messages on the same channel.
	if (typeof value !== 'object' || value === null || !('type' in value)) return false;
	return value.type === 'ready' || value.type === 'failed';
}

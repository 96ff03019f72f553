/** Ends every switch over a union, so that a new variant fails the type check and not the user. */
export function unreachable(value: never): never {
	throw new Error(`unreachable: ${JSON.stringify(value)}`);
}

/**
 * A fault that an operator can do something about: one clear sentence for the terminal, no stack
 * trace. The `cause` goes to the log.
 */
export class StartupError extends Error {
	override readonly name = 'StartupError';
}

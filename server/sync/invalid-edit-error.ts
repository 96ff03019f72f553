import type { GateLimit, GateRule } from './gate/inspect-update.ts';

export type InvalidEditRule = GateRule | GateLimit | 'document' | 'deleted';

/** What the HTTP status of a refused edit depends on. */
export type InvalidEditKind = 'invalid' | 'too-large' | 'forbidden';

const FORBIDDEN: ReadonlySet<InvalidEditRule> = new Set([
	'author',
	'fixed',
	'not-author',
	'resolve',
	'layer',
	'client',
	'deleted'
]);
const TOO_LARGE: ReadonlySet<InvalidEditRule> = new Set([
	'features',
	'layers',
	'comments',
	'properties',
	'document',
	'geometry-size'
]);

/**
 * The edit would leave the document in a state that the schema does not allow (`invalid`), that is
 * over a limit (`too-large`), or that is not for this person to make (`forbidden`).
 */
export class InvalidEditError extends Error {
	override readonly name = 'InvalidEditError';
	readonly rule: InvalidEditRule;

	constructor(rule: InvalidEditRule) {
		super(`the edit is not valid: ${rule}`);
		this.rule = rule;
	}

	get kind(): InvalidEditKind {
		if (FORBIDDEN.has(this.rule)) return 'forbidden';
		return TOO_LARGE.has(this.rule) ? 'too-large' : 'invalid';
	}
}

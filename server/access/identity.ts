import type { Actor } from '#core/access/policy.ts';

/** What others see of somebody. */
export interface Profile {
	readonly id: string;
	readonly name: string;
	/** CSS hex colour that others see this person in. */
	readonly color: string;
}

/** Who is asking, verified. */
export interface Identity extends Profile, Actor {}

/** What a document opens as for somebody. */
export type Access = 'none' | 'read' | 'write';

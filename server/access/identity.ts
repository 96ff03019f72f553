/** Who is asking, verified. */
export interface Identity {
	readonly id: string;
	readonly name: string;
	/** CSS hex colour that others see this person in. */
	readonly color: string;
}

/** What a map opens as for somebody. */
export type Access = 'none' | 'read' | 'write';

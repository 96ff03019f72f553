/** `caller`: they ask for too much at once; `all`: everybody together does. */
export type Busy = 'caller' | 'all';

const SENTENCES: Readonly<Record<Busy, string>> = {
	caller: 'You ask for too much of other servers at once: try again in a moment.',
	all: 'Too much is asked of other servers just now: try again in a moment.'
};

/** Expected: the message is for the person. */
export class BusyError extends Error {
	override readonly name = 'BusyError';
	readonly busy: Busy;

	constructor(busy: Busy) {
		super(SENTENCES[busy]);
		this.busy = busy;
	}
}

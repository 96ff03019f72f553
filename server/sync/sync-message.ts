/** Types of the messages of y-protocols/sync, as Hocuspocus hands them to `beforeSync`. */
export const SYNC_MESSAGE = Object.freeze({
	/** A state vector: what its sender has. */
	stepOne: 0,
	/** Everything the receiver of a state vector misses. */
	stepTwo: 1,
	/** One change. */
	update: 2
});

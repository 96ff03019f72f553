import { MediaQuery } from 'svelte/reactivity';

/** True for fingers: rows are higher, and words speak of tapping. Read it where it is used. */
export function coarsePointer(): MediaQuery {
	return new MediaQuery('pointer: coarse');
}

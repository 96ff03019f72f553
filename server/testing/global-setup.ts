import { prepareTemplate } from './place.ts';

/** Before the workers start, so that they do not all make the template at once. */
export async function setup(): Promise<void> {
	await prepareTemplate();
}

import { askShelf, onShelfReady } from './shelf-link.ts';

/**
 * Says who uses the app: copies that only somebody else may see are thrown away. Returns the undo.
 */
export function keepForPerson(id: string): () => void {
	const say = (): void => void askShelf({ kind: 'person', id });
	say();
	// On the very first visit the service worker comes after the page.
	return onShelfReady(say);
}

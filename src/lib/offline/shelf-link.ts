import { fromShelfSchema, SHELF_CHANNEL, type FromShelf, type ToShelf } from './shelf-messages.ts';

const ANSWER_MS = 15_000;

/** False where the browser keeps nothing for us (no HTTPS, a private window, the very first visit). */
export function hasShelf(): boolean {
	return 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null;
}

/** Runs the listener when the service worker comes to be there, or another one. Returns the undo. */
export function onShelfReady(listener: () => void): () => void {
	if (!('serviceWorker' in navigator)) return () => undefined;
	navigator.serviceWorker.addEventListener('controllerchange', listener);
	return () => navigator.serviceWorker.removeEventListener('controllerchange', listener);
}

/** Asks the service worker for something and waits until it is done. False when it was not. */
export function askShelf(message: ToShelf): Promise<boolean> {
	const worker = hasShelf() ? navigator.serviceWorker.controller : null;
	if (!worker) return Promise.resolve(false);
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		const timer = setTimeout(() => finish(false), ANSWER_MS);
		const finish = (done: boolean): void => {
			clearTimeout(timer);
			port1.close();
			resolve(done);
		};
		port1.onmessage = ({ data }) => finish(data === true);
		worker.postMessage(message, [port2]);
	});
}

/** Runs the listener for what the service worker tells all pages. Returns the undo. */
export function onShelf(listener: (message: FromShelf) => void): () => void {
	const channel = new BroadcastChannel(SHELF_CHANNEL);
	channel.onmessage = ({ data }) => {
		const parsed = fromShelfSchema.safeParse(data);
		if (parsed.success) listener(parsed.data);
	};
	return () => channel.close();
}

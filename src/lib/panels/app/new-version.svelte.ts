import { dev } from '$app/env';

/** A newer version of the app that waits until the person is ready for it. */
export class NewVersion {
	#waiting = $state.raw<ServiceWorker | undefined>();
	#dismissed = $state(false);

	get ready(): boolean {
		return this.#waiting !== undefined && !this.#dismissed;
	}

	found(worker: ServiceWorker): void {
		this.#waiting = worker;
		this.#dismissed = false;
	}

	/** Later, then: it takes over when all tabs of the app are closed. */
	dismiss(): void {
		this.#dismissed = true;
	}

	/** The person asked for it: the new worker takes over, then the page starts again. */
	take(): void {
		navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
			once: true
		});
		this.#waiting?.postMessage('take-over');
	}
}

/** A workshop lasts a day: a tab that stays open looks for a new version this often. */
const LOOK_EVERY_MS = 30 * 60_000;

/** Registers the service worker and reports versions that wait. Returns the undo. */
export function followNewVersions(newVersion: NewVersion): () => void {
	if (dev || !('serviceWorker' in navigator)) return () => undefined;
	const stop = new AbortController();
	void register(newVersion, stop.signal);
	return () => stop.abort();
}

async function register(newVersion: NewVersion, signal: AbortSignal): Promise<void> {
	try {
		const registration = await navigator.serviceWorker.register('/service-worker.js');
		if (signal.aborted) return;
		watch(registration, newVersion, signal);
		const timer = setInterval(() => void look(registration), LOOK_EVERY_MS);
		signal.addEventListener('abort', () => clearInterval(timer));
	} catch {
		// Over plain http in a local network browsers forbid it: the app then needs its server to start.
	}
}

function watch(
	registration: ServiceWorkerRegistration,
	newVersion: NewVersion,
	signal: AbortSignal
): void {
	const report = (worker: ServiceWorker): void => {
		// The very first version takes over by itself: there is nothing older to replace.
		if (worker.state === 'installed' && navigator.serviceWorker.controller) {
			newVersion.found(worker);
		}
	};
	if (registration.waiting) report(registration.waiting);
	const onFound = (): void => {
		const worker = registration.installing;
		worker?.addEventListener('statechange', () => report(worker), { signal });
	};
	registration.addEventListener('updatefound', onFound, { signal });
}

async function look(registration: ServiceWorkerRegistration): Promise<void> {
	try {
		await registration.update();
	} catch {
		// The network is away; the next look will tell.
	}
}

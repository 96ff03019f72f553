/** Online, a server has this long before a kept copy is shown in its place. */
const PATIENCE_MS = 8_000;
/** Offline, or when the server did not answer just now: long enough for one on this very machine. */
const SHORT_MS = 1_500;
/** For how long a server that did not answer is thought to be away. */
const AWAY_MS = 30_000;

/** Which services did not answer lately, so that not every tile has to find out by waiting. */
export class AwayServices {
	readonly #since = new Map<string, number>();

	/** How long to wait for the network while there may be a copy. */
	patience(service: string, now: { readonly time: number; readonly online: boolean }): number {
		const since = this.#since.get(service);
		const away = since !== undefined && now.time - since < AWAY_MS;
		return away || !now.online ? SHORT_MS : PATIENCE_MS;
	}

	missed(service: string, time: number): void {
		this.#since.set(service, time);
	}

	/** True when it was away until now. */
	answered(service: string): boolean {
		return this.#since.delete(service);
	}
}

/** Lets through so much a second, with so much at once after a pause. */
export class TokenBucket {
	readonly #perSecond: number;
	readonly #burst: number;
	#tokens: number;
	#at: number;

	constructor(perSecond: number, options: { readonly burst: number; readonly now: number }) {
		this.#perSecond = perSecond;
		this.#burst = options.burst;
		this.#tokens = options.burst;
		this.#at = options.now;
	}

	/** Takes tokens if they are there. */
	tryTake(amount: number, now: number): boolean {
		this.#refill(now);
		if (this.#tokens < amount) return false;
		this.#tokens -= amount;
		return true;
	}

	/** Takes tokens in any case, and says how long to wait (ms) until the debt is paid. */
	take(amount: number, now: number): number {
		this.#refill(now);
		this.#tokens -= amount;
		return this.#tokens >= 0 ? 0 : (-this.#tokens / this.#perSecond) * 1000;
	}

	#refill(now: number): void {
		const earned = ((now - this.#at) / 1000) * this.#perSecond;
		this.#tokens = Math.min(this.#burst, this.#tokens + Math.max(0, earned));
		this.#at = now;
	}
}

import { Clerk } from '@clerk/clerk-js/no-rhc';
import type { AccountProvider, ClerkConfig } from './account-provider.ts';

const LIMIT_MS = 10_000;

/**
 * Accounts by Clerk. Signing in happens on Clerk's own pages: no program of another origin runs in
 * ours, and what is typed there is none of our business.
 */
export class ClerkAccounts implements AccountProvider {
	readonly #clerk: Clerk;

	private constructor(clerk: Clerk) {
		this.#clerk = clerk;
	}

	/** Rejects when Clerk can't be reached. */
	static async open({ publishable_key }: ClerkConfig): Promise<ClerkAccounts> {
		const clerk = new Clerk(publishable_key);
		const late = new Promise<never>((_resolve, reject) =>
			setTimeout(() => reject(new Error('the sign-in service did not answer')), LIMIT_MS)
		);
		await Promise.race([clerk.load({ telemetry: false }), late]);
		return new ClerkAccounts(clerk);
	}

	get isSignedIn(): boolean {
		return Boolean(this.#clerk.session);
	}

	get name(): string {
		return this.#clerk.user?.fullName ?? this.#clerk.user?.username ?? '';
	}

	async token(): Promise<string> {
		// Kept and renewed by Clerk before it runs out.
		const token = await this.#clerk.session?.getToken();
		if (!token) throw new Error('no token from the sign-in service');
		return token;
	}

	async signIn(returnTo: string): Promise<void> {
		await this.#clerk.redirectToSignIn(there(returnTo));
	}

	async signUp(returnTo: string): Promise<void> {
		await this.#clerk.redirectToSignUp(there(returnTo));
	}

	async manage(): Promise<void> {
		await this.#clerk.redirectToUserProfile();
	}

	async signOut(): Promise<void> {
		await this.#clerk.signOut();
	}
}

function there(returnTo: string) {
	return { signInForceRedirectUrl: returnTo, signUpForceRedirectUrl: returnTo };
}

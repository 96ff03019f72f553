import type { IdentityConfig } from '#core/wire/session.ts';

/** Who says who somebody is, where there are accounts. */
export interface AccountProvider {
	/** Whether an account is signed in here. */
	readonly isSignedIn: boolean;
	/** As the provider knows the person; empty when it does not. */
	readonly name: string;
	/** Rejects when the provider can't be reached. */
	token(): Promise<string>;
	/** Leads away, to the provider's own page, and back to `returnTo`. */
	signIn(returnTo: string): Promise<void>;
	signUp(returnTo: string): Promise<void>;
	/** Leads to the page where password, addresses and devices are kept. */
	manage(): Promise<void>;
	signOut(): Promise<void>;
}

export type ClerkConfig = Extract<IdentityConfig, { provider: 'clerk' }>;

/** Fetches the provider's program, which no page without accounts should have to carry. */
export type OpenProvider = (config: ClerkConfig) => Promise<AccountProvider>;

export async function openClerk(config: ClerkConfig): Promise<AccountProvider> {
	const { ClerkAccounts } = await import('./clerk-accounts.ts');
	return ClerkAccounts.open(config);
}

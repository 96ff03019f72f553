/** Browsers trust the machine itself (W3C Secure Contexts, potentially trustworthy origins). */
const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;

/** Whether browsers refuse to ask an address because the page came by https and it does not. */
export function isMixedContent(url: string): boolean {
	// Tests run it where no page is.
	const here = 'location' in globalThis ? globalThis.location : undefined;
	if (here?.protocol !== 'https:' || !URL.canParse(url, here.href)) return false;
	const { protocol, hostname } = new URL(url, here.href);
	return protocol === 'http:' && !LOOPBACK.test(hostname);
}

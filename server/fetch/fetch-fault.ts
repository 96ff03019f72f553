/** Why an address that somebody gave could not be read. */
export type FetchFault =
	| 'bad-address'
	| 'private-address'
	| 'credentials'
	| 'not-found'
	| 'unreachable'
	| 'too-slow'
	| 'too-large'
	| 'wrong-type'
	| 'too-many-redirects';

const SENTENCES: Readonly<Record<FetchFault, string>> = {
	'bad-address': 'The address is not an http or https address.',
	'private-address':
		'The address leads into a private network; the operator of this server can allow it.',
	credentials: 'The address holds a name and password; they are not passed on.',
	'not-found': 'No server of this name was found.',
	unreachable: 'The server could not be reached.',
	'too-slow': 'The server took too long to answer.',
	'too-large': 'The answer of the server is too large.',
	'wrong-type': 'The server answered with something else than was asked for.',
	'too-many-redirects': 'The server redirects again and again.'
};

/** Expected: the message is for the person, the cause for the log. */
export class FetchError extends Error {
	override readonly name = 'FetchError';
	readonly fault: FetchFault;

	constructor(fault: FetchFault, options?: ErrorOptions) {
		super(SENTENCES[fault], options);
		this.fault = fault;
	}
}

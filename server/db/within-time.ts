/** The database gave no answer within the limit. It may still do what it was asked. */
class TooSlowError extends Error {
	override readonly name = 'TooSlowError';
}

/** Waits for a query, but not for ever: a database that hangs would take its callers with it. */
export async function withinTime<T>(query: Promise<T>, limitMs: number): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_resolve, reject) => {
		const fail = () => reject(new TooSlowError(`no answer in ${limitMs} ms`));
		timer = setTimeout(fail, limitMs);
	});
	try {
		return await Promise.race([query, late]);
	} finally {
		clearTimeout(timer);
		// What comes after the limit is nobody's business any more.
		query.catch(() => undefined);
	}
}

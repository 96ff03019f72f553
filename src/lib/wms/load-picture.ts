import { fetchService, typeOf, type ServiceRequest } from './service-fetch.ts';

/** A picture of a service, as bytes. `undefined`: it can't be had, or what came is none. Never rejects. */
export async function loadPicture(
	url: string,
	{ signal, token }: Pick<ServiceRequest, 'signal' | 'token'>
): Promise<Blob | undefined> {
	try {
		const answer = await fetchService(url, { signal, token, accept: 'image/*' });
		// Services excuse themselves in XML, with status 200.
		if (!answer.ok || /^text\/|html|json|\bxml$|application\/.*xml/.test(typeOf(answer))) {
			await answer.body?.cancel();
			return undefined;
		}
		return await answer.blob();
	} catch {
		return undefined;
	}
}

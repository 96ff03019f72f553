import { decodeXml } from '#core/wms/decode-xml.ts';
import { readServiceException } from '#core/wms/service-exception.ts';
import { SourceError } from '#lib/raster/tile-source.ts';
import { typeOf } from './service-fetch.ts';

/** Of an answer that is no picture, so much is read for what the service says. */
const MOST_TEXT = 64 * 1024;

/**
 * The picture in an answer; `null` for none. Services say that something is wrong with status 200 and
 * XML, some even under the content type of a picture.
 */
export async function readPicture(answer: Response): Promise<ImageBitmap | null> {
	if (answer.status === 204) return null;
	const type = typeOf(answer);
	if (!answer.ok) throw await refusal(answer);
	const body = await answer.blob();
	if (/xml|html|json|^text\//.test(type) && !type.startsWith('image/'))
		throw await said(body, type);
	try {
		return await createImageBitmap(body);
	} catch {
		throw await said(body, type);
	}
}

async function refusal(answer: Response): Promise<SourceError> {
	if (answer.status === 401 || answer.status === 403) return new SourceError('login');
	const words = await wordsOf(await answer.blob(), typeOf(answer));
	if (words !== undefined) return new SourceError('service-says', words);
	if (answer.status === 404 || answer.status === 410) return new SourceError('not-found');
	return new SourceError('unreachable', `HTTP ${answer.status}`);
}

async function said(body: Blob, type: string): Promise<SourceError> {
	const words = await wordsOf(body, type);
	return words === undefined
		? new SourceError('not-a-raster')
		: new SourceError('service-says', words);
}

/** What a service says in XML, or in plain text. */
async function wordsOf(body: Blob, type: string): Promise<string | undefined> {
	const bytes = new Uint8Array(await body.slice(0, MOST_TEXT).arrayBuffer());
	const text = decodeXml(bytes, type);
	const words = readServiceException(text);
	if (words !== undefined || !type.startsWith('text/plain')) return words;
	return text.trim().slice(0, 500) || undefined;
}

import {
	allNamed,
	attribute,
	childrenOf,
	nameOf,
	readXml,
	textAt,
	type XmlElement
} from './xml.ts';

/**
 * What a service says went wrong, in its own words, as one plain text: reports of WMS 1.1.0, 1.1.1
 * and 1.3.0, and of OWS. `undefined`: the text is no such report.
 */
export function readServiceException(text: string): string | undefined {
	const root = readXml(text);
	return root.ok ? exceptionIn(root.value) : undefined;
}

export function exceptionIn(root: XmlElement): string | undefined {
	const name = nameOf(root);
	if (name === 'ServiceExceptionReport')
		return worded(allNamed(root, 'ServiceException'), ownWords);
	if (name === 'ExceptionReport') return worded(allNamed(root, 'Exception'), owsWords);
	// Some services send the exception without the report around it.
	return name === 'ServiceException' ? worded([root], ownWords) : undefined;
}

function worded(
	exceptions: readonly XmlElement[],
	wordsOf: (exception: XmlElement) => string
): string {
	const words = exceptions.map(wordsOf).filter((text) => text !== '');
	return words.join('\n').slice(0, 2_000);
}

function ownWords(exception: XmlElement): string {
	const text = exception.text.trim().replaceAll(/\s+/g, ' ');
	return text === '' ? (attribute(exception, 'code') ?? '') : text;
}

function owsWords(exception: XmlElement): string {
	const text = childrenOf(exception)
		.map((child) => child.text.trim())
		.join(' ');
	return text === '' ? (attribute(exception, 'exceptionCode') ?? textAt(exception)) : text;
}

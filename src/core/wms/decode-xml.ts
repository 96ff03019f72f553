/**
 * The characters of an XML file. In the order of RFC 7303: byte order mark, `charset` of the answer,
 * declaration in the file. Files that say UTF-8 and are not are taken as Windows-1252, which is what
 * such services mean.
 */
export function decodeXml(bytes: Uint8Array, contentType = ''): string {
	const label =
		fromMark(bytes) ?? fromContentType(contentType) ?? fromDeclaration(bytes) ?? 'utf-8';
	return decode(bytes, label, true) ?? decode(bytes, 'windows-1252', false) ?? '';
}

function decode(bytes: Uint8Array, label: string, fatal: boolean): string | undefined {
	try {
		return new TextDecoder(label, { fatal }).decode(bytes);
	} catch {
		return undefined;
	}
}

function fromMark([first, second, third]: Uint8Array): string | undefined {
	if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
	// UTF-16 without a mark is known by its first character, `<`.
	if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le';
	if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be';
	return undefined;
}

function fromContentType(contentType: string): string | undefined {
	return /charset\s*=\s*["']?([^"';\s]+)/i.exec(contentType)?.[1];
}

function fromDeclaration(bytes: Uint8Array): string | undefined {
	const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
	return /^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']/.exec(start)?.[1];
}

/** Hands a file to the person by the browser's own download. */
export function saveFile(name: string, parts: BlobPart[], type: string): void {
	const url = URL.createObjectURL(new Blob(parts, { type }));
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	// The download begins after this task; a minute is ample for it to have taken hold.
	setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A name that every file system takes; "layer" when nothing is left of it. */
export function fileName(name: string, extension: string): string {
	const plain = name
		.normalize('NFC')
		// eslint-disable-next-line no-control-regex -- control characters are what has to go
		.replace(/[\u0000-\u001f<>:"/\\|?*]+/gu, ' ')
		.replace(/\s+/gu, ' ')
		.replace(/^[. ]+|[. ]+$/gu, '')
		.slice(0, 80)
		.trim();
	return `${plain || 'layer'}.${extension}`;
}

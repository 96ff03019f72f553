const MEDIA_TYPE = /^\s*([\w.+-]+\/[\w.+-]+)\s*(?:;(.*))?$/;
const CHARSET = /(?:^|;)\s*charset\s*=\s*"?([\w-]+)"?\s*(?:;|$)/i;

interface MediaType {
	/** Lower case, without parameters. */
	readonly essence: string;
	readonly charset: string | undefined;
}

/**
 * A `Content-Type`, taken apart. Two of them in one header are none: a browser would believe the last,
 * and who looks at how it begins the first.
 */
export function mediaTypeOf(header: string | undefined): MediaType | undefined {
	if (header === undefined || header.includes(',')) return undefined;
	const [, essence, parameters = ''] = MEDIA_TYPE.exec(header) ?? [];
	if (essence === undefined) return undefined;
	return { essence: essence.toLowerCase(), charset: CHARSET.exec(parameters)?.[1] };
}

interface SendOptions {
	readonly parts?: number;
	/** How many of them are sent. */
	readonly send?: number;
}

const TUS = { 'Tus-Resumable': '1.0.0' };

/** Uploads by the tus protocol; resolves with the path of the upload. */
export async function sendUpload(
	base: string,
	token: string,
	bytes: Buffer,
	{ parts = 1, send = parts }: SendOptions = {}
): Promise<string> {
	const headers = { ...TUS, Authorization: `Bearer ${token}` };
	const name = Buffer.from('raster.tif').toString('base64');
	const created = await fetch(`${base}/api/uploads`, {
		method: 'POST',
		headers: {
			...headers,
			'Upload-Length': String(bytes.length),
			'Upload-Metadata': `filename ${name}`
		}
	});
	if (created.status !== 201) throw new Error(`${created.status}: ${await created.text()}`);
	const path = new URL(created.headers.get('Location') ?? '', `${base}/api/uploads`).pathname;
	const step = Math.ceil(bytes.length / parts);
	for (let i = 0; i < send; i++) {
		const response = await fetch(base + path, {
			method: 'PATCH',
			headers: {
				...headers,
				'Upload-Offset': String(i * step),
				'Content-Type': 'application/offset+octet-stream'
			},
			body: Uint8Array.from(bytes.subarray(i * step, (i + 1) * step))
		});
		if (response.status !== 204) throw new Error(`${response.status}: ${await response.text()}`);
	}
	return path;
}

/** Sends what the server has not got, as after a break; resolves with where it went on. */
export async function continueUpload(
	base: string,
	token: string,
	path: string,
	bytes: Buffer
): Promise<number> {
	const headers = { ...TUS, Authorization: `Bearer ${token}` };
	const head = await fetch(base + path, { method: 'HEAD', headers });
	const offset = head.headers.get('Upload-Offset');
	if (offset === null) throw new Error(`${head.status} and no offset`);
	const response = await fetch(base + path, {
		method: 'PATCH',
		headers: {
			...headers,
			'Upload-Offset': offset,
			'Content-Type': 'application/offset+octet-stream'
		},
		body: Uint8Array.from(bytes.subarray(Number(offset)))
	});
	if (response.status !== 204) throw new Error(`${response.status}: ${await response.text()}`);
	return Number(offset);
}

const ASK_AGAIN_MS = 100;

/** What became of it, once it was checked. */
export async function uploadOutcome(
	base: string,
	token: string,
	path: string
): Promise<Record<string, unknown>> {
	for (;;) {
		const response = await fetch(base + path, { headers: { Authorization: `Bearer ${token}` } });
		const answer = (await response.json()) as Record<string, unknown>;
		if (answer['status'] !== 'receiving') return answer;
		await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
	}
}

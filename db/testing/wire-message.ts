/** A message of PostgreSQL's protocol: its type, its length, and what it says. */
export function wireMessage(type: string, body: string): Buffer {
	const bytes = Buffer.alloc(5 + body.length);
	bytes.write(type, 0);
	bytes.writeInt32BE(4 + body.length, 1);
	bytes.write(body, 5, 'latin1');
	return bytes;
}

import { networkInterfaces } from 'node:os';
import { toString as toQrCode } from 'qrcode';

const EVERY_ADDRESS = new Set(['0.0.0.0', '::']);

function isOpenToTheRoom(host: string): boolean {
	return EVERY_ADDRESS.has(host);
}

/** The address to type or click on this machine. */
export function localUrl(host: string, port: number): string {
	const name = isOpenToTheRoom(host) || host === '127.0.0.1' ? 'localhost' : host;
	return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** What the terminal shows when the server is up: for a room, the address as a QR code too. */
export async function announcement(host: string, port: number): Promise<string> {
	const lines = [`SamSyn runs at ${localUrl(host, port)}`];
	const lan = isOpenToTheRoom(host) ? lanAddress() : undefined;
	if (lan !== undefined) {
		const url = `http://${lan}:${port}`;
		const code = await toQrCode(url, { type: 'terminal', small: true });
		lines.push(`For others in this network: ${url}`, '', code.trimEnd());
	}
	return `\n${lines.join('\n')}\n\nCtrl-C ends it.\n`;
}

function lanAddress(): string | undefined {
	const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
	return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
}

import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StartupError } from './startup-error.ts';

/** Opens the port and returns its number. Throws `StartupError`. */
export function listen(server: Server, port: number, host: string): Promise<number> {
	return new Promise((resolve, reject) => {
		server.once('error', (error) => {
			const sentence = `${reasonOf(error, port, host)}: set PORT or HOST.`;
			reject(new StartupError(sentence, { cause: error }));
		});
		server.listen(port, host, () => {
			server.removeAllListeners('error');
			resolve((server.address() as AddressInfo).port);
		});
	});
}

function reasonOf(error: Error, port: number, host: string): string {
	switch ('code' in error ? error.code : undefined) {
		case 'EADDRINUSE':
			return `Port ${port} is taken by another program`;
		case 'EACCES':
			return `This user may not open port ${port}`;
		case 'EADDRNOTAVAIL':
		case 'ENOTFOUND':
			return `This machine has no address ${host}`;
		default:
			return `Port ${port} cannot be opened (${error.message})`;
	}
}

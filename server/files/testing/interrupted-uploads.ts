import { rmSync } from 'node:fs';
import { ServerProcess } from '../../sync/testing/server-process.ts';
import { testPlace } from '../../testing/place.ts';
import { continueUpload, sendUpload, uploadOutcome } from './send-upload.ts';

/** What a server that was killed makes of the uploads that it had begun with. */
export interface AfterTheKill {
	/** Where the one went on of which two pieces of three had come. */
	readonly wentOnAt: number;
	readonly continued: Record<string, unknown>;
	/** Of the one that had come whole and was being checked. */
	readonly checked: Record<string, unknown>;
	/** Of the one whose bytes the server lost. */
	readonly lost: Record<string, unknown>;
}

/** Uploads three times, kills the server, and asks its successor. `lose` takes the bytes of an id away. */
export async function killDuringUploads(
	bytes: Buffer,
	env: Readonly<Record<string, string>>,
	lose: (id: string, uploadFolder: string) => Promise<void>
): Promise<AfterTheKill> {
	const place = await testPlace();
	const server = await ServerProcess.start(place, env);
	try {
		const { token } = await server.user('Astrid');
		const some = await sendUpload(server.http, token, bytes, { parts: 3, send: 2 });
		const gone = await sendUpload(server.http, token, bytes, { parts: 3, send: 1 });
		const whole = await sendUpload(server.http, token, bytes);
		await server.kill();
		await lose(gone.split('/').at(-1)!, `${place.dataFolder}/uploads`);
		await server.start();
		const wentOnAt = await continueUpload(server.http, token, some, bytes);
		const [continued, checked, lost] = await Promise.all(
			[some, whole, gone].map((path) => uploadOutcome(server.http, token, path))
		);
		return { wentOnAt, continued: continued!, checked: checked!, lost: lost! };
	} finally {
		await server.stop();
		await place.remove();
	}
}

/** Loses what the folder store keeps of an id. */
export function loseFile(id: string, folder: string): Promise<void> {
	rmSync(`${folder}/${id}`);
	return Promise.resolve();
}

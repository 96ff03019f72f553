const FOLDER = 'rasters';

/** Rasters that were dropped on the map stay on this device until they are uploaded. */
export async function keepRaster(id: string, file: Blob): Promise<void> {
	const folder = await openFolder(true);
	if (folder === undefined) throw new Error('this browser keeps no files');
	const handle = await folder.getFileHandle(id, { create: true });
	const stream = await handle.createWritable();
	await file.stream().pipeTo(stream);
}

export async function keptRaster(id: string): Promise<File | undefined> {
	try {
		const folder = await openFolder(false);
		return await (await folder?.getFileHandle(id))?.getFile();
	} catch {
		// It is not there.
		return undefined;
	}
}

export async function forgetRaster(id: string): Promise<void> {
	const folder = await openFolder(false);
	await folder?.removeEntry(id).catch(() => undefined);
}

/** All of them: somebody leaves this device. */
export async function forgetAllRasters(): Promise<void> {
	try {
		const root = await navigator.storage.getDirectory();
		await root.removeEntry(FOLDER, { recursive: true });
	} catch {
		// There are none.
	}
}

/** `undefined`: this browser has no private files, or nothing was kept yet. */
async function openFolder(create: boolean): Promise<FileSystemDirectoryHandle | undefined> {
	try {
		const root = await navigator.storage.getDirectory();
		return await root.getDirectoryHandle(FOLDER, { create });
	} catch {
		return undefined;
	}
}

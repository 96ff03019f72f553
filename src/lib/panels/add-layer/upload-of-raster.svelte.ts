/** A file on its way to our server. */
export class UploadOfRaster {
	/** A share of 1 while it is under way. */
	share = $state<number | null>(null);
	/** Why it stopped, in the words of the server; '' without any. */
	failed = $state<string | null>(null);
	#abort: AbortController | undefined;

	/** The id of the upload; `undefined` when it stopped. `keptAs`: the file's name on this device. */
	async send(
		file: File,
		token: () => string | undefined,
		keptAs?: string
	): Promise<string | undefined> {
		const abort = (this.#abort = new AbortController());
		this.share = 0;
		this.failed = null;
		try {
			const { uploadRaster } = await import('#lib/raster/upload.ts');
			const outcome = await uploadRaster(file, {
				token,
				onprogress: (share) => (this.share = share),
				signal: abort.signal,
				keptAs
			});
			if (outcome.ok) return outcome.uploadId;
			this.failed = outcome.reason;
		} catch (error) {
			if (!abort.signal.aborted) this.failed = error instanceof Error ? error.message : '';
		} finally {
			this.share = null;
		}
		return undefined;
	}

	/** What was sent stays with the server: the next attempt goes on from there. */
	cancel(): void {
		this.#abort?.abort();
	}
}

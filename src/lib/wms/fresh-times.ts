import type { WmsConfig } from '#core/layer/source-config.ts';
import { SharedWork } from '#core/util/shared-work.ts';
import { withFreshTimes } from '#core/wms/layer-config.ts';
import type { LoadedCapabilities } from './capabilities-types.ts';
import { loadCapabilities } from './load-capabilities.ts';

/** Layers of one service are opened together. */
const loading = new SharedWork<LoadedCapabilities>();

/**
 * The configuration with the times that its service lists now, also without the network where a copy
 * of them is kept. `undefined`: they can't be had, and those that were written down when the layer was
 * added have to do. Rejects only when aborted.
 */
export async function freshTimes(
	config: WmsConfig,
	{ signal, token }: { readonly signal: AbortSignal; readonly token: string | undefined }
): Promise<WmsConfig | undefined> {
	// What somebody wrote by hand is no list of the service's.
	if (config.temporal?.enabled !== true || config.temporal.values === undefined) return undefined;
	const loaded = await loading.run(config.url, signal, (shared) =>
		loadCapabilities(config.url, shared, token)
	);
	return loaded.ok ? withFreshTimes(config, loaded.service) : undefined;
}

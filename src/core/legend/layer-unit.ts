import { isJsonObject, type JsonValue } from '../util/json.ts';
import type { LayerMeta } from '../layer/types.ts';

/** The unit of a layer's values: of the legend that somebody wrote, else as whoever added it wrote it. */
export function layerUnit({
	legendConfig,
	metadata
}: Pick<LayerMeta, 'legendConfig' | 'metadata'>): string | undefined {
	return unitIn(legendConfig) ?? unitIn(metadata);
}

function unitIn(value: JsonValue): string | undefined {
	const unit = isJsonObject(value) ? value['unit'] : undefined;
	return typeof unit === 'string' && unit !== '' ? unit : undefined;
}

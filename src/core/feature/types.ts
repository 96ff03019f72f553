import type { Geometry } from '../geometry/types.ts';
import type { JsonValue } from '../util/json.ts';

export type Properties = Readonly<Record<string, JsonValue>>;

/** One feature of a vector layer. */
export interface Feature {
	/** UUID, unique in its layer. */
	readonly id: string;
	readonly geometry: Geometry;
	readonly properties: Properties;
	/** Drawing order within the layer: higher is on top; equal orders are settled by id. */
	readonly order: number;
	/** The id the feature had in the file it came from; written back on export. */
	readonly sourceId: string | number | undefined;
}

/** A feature that is not in a document yet. */
export interface NewFeature {
	readonly id: string;
	readonly geometry: Geometry;
	readonly properties: Properties;
	readonly sourceId?: string | number | undefined;
}

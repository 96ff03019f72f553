import type { Geometry } from '#core/geometry/types.ts';
import type { VectorStyle } from '#core/layer/types.ts';
import type { JsonValue } from '#core/util/json.ts';

/** The same words in the languages of the app. */
export interface Words {
	readonly en: string;
	readonly sv: string;
}

export interface ExampleFeature {
	readonly name: string;
	readonly about: Words;
	/** Property names are words too: they are what a person reads in the inspector. */
	readonly properties: readonly (readonly [Words, JsonValue | Words])[];
	readonly geometry: Geometry;
}

export interface ExampleLayer {
	readonly name: Words;
	readonly about: Words;
	readonly style: Partial<VectorStyle>;
	readonly features: readonly ExampleFeature[];
}

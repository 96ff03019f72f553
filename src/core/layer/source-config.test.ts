import { describe, expect, test } from 'vitest';
import { legendConfigSchema, layerMetadataSchema } from './legend-config.ts';
import { geotiffConfigSchema, vectorConfigSchema, wmsConfigSchema } from './source-config.ts';
import { SCHEMA_DOCUMENT } from './testing/schema-document.ts';

const SOURCES = { wms: wmsConfigSchema, geotiff: geotiffConfigSchema, vector: vectorConfigSchema };

interface LayerExample {
	readonly source_type: keyof typeof SOURCES;
	readonly source_config: object;
	readonly legend_config: object;
	readonly metadata?: object;
}

function example(name: keyof typeof SCHEMA_DOCUMENT): object {
	return JSON.parse(SCHEMA_DOCUMENT[name]) as object;
}

describe('configurations of the schema document', () => {
	test.each([
		['wms', wmsConfigSchema],
		['geotiffDirect', geotiffConfigSchema],
		['geotiffTiles', geotiffConfigSchema],
		['geotiffTilesByMonth', geotiffConfigSchema],
		['vector', vectorConfigSchema],
		['legend', legendConfigSchema],
		['metadata', layerMetadataSchema]
	] as const)('[C1] %s is accepted as it stands', (name, schema) => {
		const given = example(name);
		expect(schema.parse(given)).toEqual(given);
	});

	test.each(['wmsLayer', 'bathymetryLayer', 'chlorophyllLayer', 'protectedAreasLayer'] as const)(
		'[C2] %s: source, legend and metadata are accepted as they stand',
		(name) => {
			const layer = example(name) as LayerExample;
			expect(SOURCES[layer.source_type].parse(layer.source_config)).toEqual(layer.source_config);
			expect(legendConfigSchema.parse(layer.legend_config)).toEqual(layer.legend_config);
			expect(layerMetadataSchema.parse(layer.metadata ?? {})).toEqual(layer.metadata ?? {});
		}
	);

	test.each(['severalBands', 'bandMath', 'customColours'] as const)(
		'[C3] tile parameters of %s are accepted as they stand',
		(name) => {
			const given = { delivery: 'tiles', ...example(name) };
			expect(geotiffConfigSchema.parse(given)).toEqual(given);
		}
	);

	test.each([
		[wmsConfigSchema, { url: 'javascript:alert(1)', layers: 'a' }],
		[wmsConfigSchema, { url: 'no address', layers: 'a' }],
		[wmsConfigSchema, { url: 'https://x/', layers: '' }],
		[wmsConfigSchema, { url: 'https://x/', layers: 'a', version: '9.9' }],
		[wmsConfigSchema, { url: 'https://x/', layers: 'a', crs: 'EPSG:3035' }],
		[wmsConfigSchema, { url: 'https://x/', layers: 'a', unknown: 1 }],
		[geotiffConfigSchema, { delivery: 'pigeon', url: 'https://x/' }],
		[vectorConfigSchema, { featureCount: -1 }]
	])('[C4] %#: what is none is refused', (schema, config) => {
		expect(schema.safeParse(config).success).toBe(false);
	});
});

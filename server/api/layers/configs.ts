import type * as z from 'zod';
import type { $ZodType } from 'zod/v4/core';
import { safeParse } from 'zod/v4/core';
import { LIMITS } from '#core/doc/limits.ts';
import { layerMetadataSchema, legendConfigSchema } from '#core/layer/legend-config.ts';
import {
	geotiffConfigSchema,
	vectorConfigSchema,
	wmsConfigSchema
} from '#core/layer/source-config.ts';
import type { SourceType } from '#core/layer/types.ts';
import { isJson } from '#core/util/json.ts';
import type { JsonValue } from '#core/util/json.ts';
import { ProblemError, validationErrors } from '../problem.ts';

interface Configs {
	readonly source_config?: Record<string, unknown> | undefined;
	readonly legend_config?: Record<string, unknown> | undefined;
	readonly metadata?: Record<string, unknown> | undefined;
}

const SOURCE_SCHEMAS: Readonly<Record<SourceType, $ZodType>> = {
	wms: wmsConfigSchema,
	geotiff: geotiffConfigSchema,
	vector: vectorConfigSchema
};

type ProblemErrors = NonNullable<ReturnType<typeof validationErrors>>;

/** Configurations as they are kept, with their defaults. Throws with JSON pointers what is wrong. */
export function readConfigs(sourceType: SourceType, given: Configs) {
	const errors: ProblemErrors = [];
	const read = (name: keyof Configs, schema: $ZodType): JsonValue | undefined => {
		const value = given[name];
		if (value === undefined) return undefined;
		const parsed = safeParse(schema, value);
		if (!parsed.success) {
			for (const { pointer, detail } of validationErrors(parsed.error as z.ZodError)) {
				errors.push({ pointer: `/${name}${pointer}`, detail });
			}
			return undefined;
		}
		if (isJson(parsed.data) && JSON.stringify(parsed.data).length <= LIMITS.configLength) {
			return parsed.data;
		}
		errors.push({ pointer: `/${name}`, detail: 'is too deep or too long' });
		return undefined;
	};
	const sourceConfig = read('source_config', SOURCE_SCHEMAS[sourceType]);
	const legendConfig = read('legend_config', legendConfigSchema);
	const metadata = read('metadata', layerMetadataSchema);
	if (errors.length > 0) throw new ProblemError('invalid', { errors });
	return {
		...(sourceConfig === undefined ? {} : { sourceConfig }),
		...(legendConfig === undefined ? {} : { legendConfig }),
		...(metadata === undefined ? {} : { metadata })
	};
}

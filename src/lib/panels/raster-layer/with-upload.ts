import { isJsonObject, type JsonValue } from '#core/util/json.ts';

/** The id of the uploaded file in the configuration of a layer. */
export function uploadOf(sourceConfig: JsonValue): string | undefined {
	const id = isJsonObject(sourceConfig) ? sourceConfig['uploadId'] : undefined;
	return typeof id === 'string' ? id : undefined;
}

/** The configuration with another file. */
export function withUpload(sourceConfig: JsonValue, uploadId: string): JsonValue {
	return isJsonObject(sourceConfig) ? { ...sourceConfig, uploadId } : sourceConfig;
}

import { isJson, type JsonValue } from '#core/util/json.ts';

/** A configuration as the document keeps it: without what is undefined. */
export function toJson(config: object): JsonValue {
	const copy: unknown = JSON.parse(JSON.stringify(config));
	return isJson(copy) ? copy : null;
}

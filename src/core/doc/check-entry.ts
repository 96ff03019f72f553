import { GEOMETRY_ENTRY, ORDER_ENTRY, propertyName, SOURCE_ID_ENTRY } from '../feature/entries.ts';
import { eachPosition } from '../geometry/each-position.ts';
import { fromTwkb } from '../geometry/from-twkb.ts';
import { parseGeometry } from '../geometry/parse-geometry.ts';
import { SOURCE_TYPES } from '../layer/types.ts';
import { isStyleKey, STYLE_CHECKS } from '../style/vector-style.ts';
import { isJson } from '../util/json.ts';
import { FEATURES, STYLE_PREFIX } from './layer-document.ts';
import { LIMITS } from './limits.ts';
import { isLngLat, META, STACK } from './map-document.ts';
import { isUuid, type DocumentKind } from './names.ts';
import {
	COMMENTS,
	isCommentTarget,
	isCommentText,
	isMoment,
	isResolution
} from './talk-document.ts';

/**
 * Rules of the document schema, entry by entry. The server's gate asks them before it stores an
 * update; reasons are stable names for logs and for the close reason `invalid:<rule>`.
 */
export type EntryRule =
	| 'root'
	| 'key'
	| 'entry'
	| 'kind'
	| 'name'
	| 'text'
	| 'number'
	| 'value'
	| 'too-long'
	| 'geometry'
	| 'geometry-size';

/** Roots of each kind of document, and whether their entries are nested maps. */
export const ROOTS: Readonly<Record<DocumentKind, Readonly<Record<string, 'values' | 'maps'>>>> = {
	map: { [META]: 'values', [STACK]: 'maps' },
	layer: { [META]: 'values', [FEATURES]: 'maps' },
	talk: { [META]: 'values', [COMMENTS]: 'maps' }
};

type Check = (value: unknown) => EntryRule | undefined;

/** How the entries of `root` are kept, or `undefined` when the document has no such root. */
export function rootShape(kind: DocumentKind, root: string): 'values' | 'maps' | undefined {
	return Object.hasOwn(ROOTS[kind], root) ? ROOTS[kind][root] : undefined;
}

/** Checks the key of a nested map: the id of a feature, layer or comment. */
export function checkMapKey(key: string): EntryRule | undefined {
	return isUuid(key) ? undefined : 'key';
}

/**
 * Checks one value. `entry` is the key within a nested map (`features` → id → `g`), or the key of
 * `meta`. `undefined` means the value may stand there.
 */
export function checkEntry(
	kind: DocumentKind,
	root: string,
	entry: string,
	value: unknown
): EntryRule | undefined {
	if (rootShape(kind, root) === undefined) return 'root';
	if (root === FEATURES) return checkFeatureEntry(entry, value);
	if (root === META && kind === 'layer' && entry.startsWith(STYLE_PREFIX)) {
		return checkStyleEntry(entry.slice(STYLE_PREFIX.length), value);
	}
	const checks = root === META ? META_CHECKS[kind] : root === STACK ? STACK_CHECKS : COMMENT_CHECKS;
	const check = Object.hasOwn(checks, entry) ? checks[entry] : undefined;
	return check === undefined ? 'entry' : check(value);
}

const MAP_CHECKS: Readonly<Record<string, Check>> = {
	v: integer(1, 1_000_000),
	name: label(LIMITS.nameLength),
	description: text(LIMITS.descriptionLength),
	center: (value) => (isLngLat(value) ? undefined : 'value'),
	zoom: number(0, 24),
	basemap: text(100)
};

const STACK_CHECKS: Readonly<Record<string, Check>> = {
	order: text(100),
	visible: (value) => (typeof value === 'boolean' ? undefined : 'value'),
	opacity: number(0, 1)
};

const LAYER_CHECKS: Readonly<Record<string, Check>> = {
	v: integer(1, 1_000_000),
	name: label(LIMITS.nameLength),
	description: text(LIMITS.descriptionLength),
	category: text(LIMITS.categoryLength),
	source_type: (value) => (SOURCE_TYPES.some((type) => type === value) ? undefined : 'value'),
	source_config: json(LIMITS.configLength),
	legend_config: json(LIMITS.configLength),
	metadata: json(LIMITS.configLength)
};

const COMMENT_CHECKS: Readonly<Record<string, Check>> = {
	author: is(isUuid),
	at: is(isMoment),
	text: is(isCommentText),
	edited: is(isMoment),
	parent: orNull(isUuid),
	target: is(isCommentTarget),
	resolved: orNull(isResolution),
	deleted: (value) => (value === true ? undefined : 'value')
};

const META_CHECKS: Readonly<Record<DocumentKind, Readonly<Record<string, Check>>>> = {
	map: MAP_CHECKS,
	layer: LAYER_CHECKS,
	talk: { v: integer(1, 1_000_000) }
};

function checkFeatureEntry(entry: string, value: unknown): EntryRule | undefined {
	const name = propertyName(entry);
	if (name !== undefined) {
		if (name.length > LIMITS.propertyNameLength) return 'too-long';
		return json(LIMITS.propertyValueLength)(value);
	}
	switch (entry) {
		case GEOMETRY_ENTRY:
			return checkGeometry(value);
		case ORDER_ENTRY:
			return integer(-2_147_483_648, 2_147_483_647)(value);
		case SOURCE_ID_ENTRY:
			return typeof value === 'number' ? number(-Infinity, Infinity)(value) : text(255)(value);
		default:
			return 'entry';
	}
}

function checkGeometry(value: unknown): EntryRule | undefined {
	if (!(value instanceof Uint8Array)) return 'kind';
	if (value.length > LIMITS.geometryBytes) return 'geometry-size';
	const read = fromTwkb(value);
	if (!read.ok) return 'geometry';
	let vertices = 0;
	eachPosition(read.value, () => vertices++);
	if (vertices > LIMITS.verticesPerFeature) return 'geometry-size';
	const parsed = parseGeometry(read.value);
	return parsed.ok && parsed.value.notes.length === 0 ? undefined : 'geometry';
}

function checkStyleEntry(key: string, value: unknown): EntryRule | undefined {
	if (!isStyleKey(key)) return 'entry';
	return STYLE_CHECKS[key](value) ? undefined : 'value';
}

/** A name that people see: something, and no longer than fits a row. */
function label(longest: number): Check {
	return (value) => text(longest)(value) ?? (String(value).trim() === '' ? 'name' : undefined);
}

function is(guard: (value: unknown) => boolean): Check {
	return (value) => (guard(value) ? undefined : 'value');
}

function orNull(guard: (value: unknown) => boolean): Check {
	return (value) => (value === null || guard(value) ? undefined : 'value');
}

function text(longest: number): Check {
	return (value) => {
		if (typeof value !== 'string') return 'text';
		return value.length > longest ? 'too-long' : undefined;
	};
}

function number(least: number, most: number): Check {
	return (value) =>
		typeof value === 'number' && Number.isFinite(value) && value >= least && value <= most
			? undefined
			: 'number';
}

function integer(least: number, most: number): Check {
	return (value) => (Number.isInteger(value) ? number(least, most)(value) : 'number');
}

function json(longest: number): Check {
	return (value) => {
		if (!isJson(value)) return 'value';
		return JSON.stringify(value).length > longest ? 'too-long' : undefined;
	};
}

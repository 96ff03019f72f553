import { childrenOf, nameOf, readXml, type XmlElement } from './xml.ts';
import { exceptionIn } from './service-exception.ts';

export interface InfoRow {
	readonly name: string;
	readonly value: string | number | null;
}

/**
 * What a service answered to a click. `rows` name what they are of; `html` is a stranger's page, for a
 * sandbox only; `text` is plain.
 */
export type FeatureInfo =
	| { readonly kind: 'nothing' }
	| { readonly kind: 'rows'; readonly rows: readonly InfoRow[] }
	| { readonly kind: 'html'; readonly html: string }
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'fault'; readonly detail: string };

const NOTHING: FeatureInfo = { kind: 'nothing' };
const MOST_ROWS = 200;
const MOST_CHARACTERS = 100_000;

/** Reads an answer by its content type, which services do not always keep to: a look decides. */
export function readFeatureInfo(answer: string, contentType: string): FeatureInfo {
	const text = answer.slice(0, MOST_CHARACTERS).trim();
	if (text === '' || /^no features were found$/i.test(text)) return NOTHING;
	if (/json/i.test(contentType) || /^[{[]/.test(text))
		return ofJson(answer) ?? { kind: 'text', text };
	if (/html/i.test(contentType)) return ofHtml(text);
	if (text.startsWith('<')) return ofXml(answer) ?? ofHtml(text);
	return ofText(text);
}

function ofHtml(html: string): FeatureInfo {
	const visible = html
		.replaceAll(/<(style|script|head|title)\b[\s\S]*?<\/\1>/gi, '')
		.replaceAll(/<[^>]*>|&nbsp;/g, '')
		.trim();
	const pictures = /<(img|svg|iframe|canvas)\b/i.test(html);
	return visible === '' && !pictures ? NOTHING : { kind: 'html', html };
}

/** MapServer says "no results" under a heading. */
function ofText(text: string): FeatureInfo {
	return /search returned no results\.?$/i.test(text) ? NOTHING : { kind: 'text', text };
}

function ofJson(text: string): FeatureInfo | undefined {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		return undefined;
	}
	const features = isObject(json) && Array.isArray(json['features']) ? json['features'] : [json];
	return rowsOf(features.flatMap((feature: unknown) => rowsOfFeature(feature)));
}

function rowsOfFeature(feature: unknown): InfoRow[] {
	if (!isObject(feature)) return [];
	const properties = isObject(feature['properties']) ? feature['properties'] : feature;
	return Object.entries(properties).flatMap(([name, value]): InfoRow[] => {
		if (value === null || typeof value === 'number') return [{ name, value }];
		if (typeof value === 'string' || typeof value === 'boolean')
			return [{ name, value: String(value) }];
		return [];
	});
}

function ofXml(text: string): FeatureInfo | undefined {
	const root = readXml(text);
	if (!root.ok) return undefined;
	const detail = exceptionIn(root.value);
	if (detail !== undefined) return { kind: 'fault', detail };
	if (nameOf(root.value).toLowerCase() === 'html') return undefined;
	return rowsOf([...leaves(root.value)]);
}

const SHAPES = /^(boundedBy|Box|Envelope|geometryProperty|the_geom|geom)$/;

/** GML, and what others call XML: elements with text only, and the attributes that Esri uses. */
function* leaves(element: XmlElement): Generator<InfoRow> {
	const name = nameOf(element);
	// Names of layers, not of what is there; and shapes.
	if (element.name === 'gml:name' || (SHAPES.test(name) && hasChildren(element))) return;
	if (name === 'FIELDS') {
		for (const [name, value] of Object.entries(element.attributes))
			yield { name, value: valueOf(value) };
	}
	const children = childrenOf(element);
	for (const child of children) yield* leaves(child);
	const value = element.text.trim();
	if (children.length === 0 && value !== '') yield { name, value: valueOf(value) };
}

function hasChildren(element: XmlElement): boolean {
	return childrenOf(element).length > 0;
}

function valueOf(text: string): string | number {
	const plain = /^-?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i.test(text) && !/^-?0\d/.test(text);
	return plain ? Number(text) : text;
}

function rowsOf(rows: readonly InfoRow[]): FeatureInfo {
	return rows.length === 0 ? NOTHING : { kind: 'rows', rows: rows.slice(0, MOST_ROWS) };
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

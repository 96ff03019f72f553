import { parseXml, XmlElement } from '@rgrove/parse-xml';
import { ok, refuse, type Parsed } from '../util/parsed.ts';

export { XmlElement };

export type XmlFault = 'html' | 'empty' | 'truncated' | 'not-xml';

/**
 * The root of an XML text. Document types are skipped, entities that only they could define stay as
 * they are written: nothing is expanded, nothing fetched.
 */
export function readXml(text: string): Parsed<XmlElement, XmlFault> {
	const trimmed = text.trim();
	if (trimmed === '') return refuse('empty');
	if (/^(<!doctype html|<html)/i.test(withoutProlog(trimmed))) return refuse('html');
	const root = parse(trimmed) ?? parse(mended(trimmed));
	if (root) return ok(root);
	return refuse(trimmed.startsWith('<') && !trimmed.endsWith('>') ? 'truncated' : cut(trimmed));
}

function parse(text: string): XmlElement | undefined {
	try {
		return parseXml(text, { ignoreUndefinedEntities: true }).root ?? undefined;
	} catch {
		// An XmlError, or a RangeError for elements nested deeper than the stack.
		return undefined;
	}
}

/** The commonest mistake of services: `&` as it stands in addresses. And characters that XML forbids. */
function mended(text: string): string {
	return (
		text
			.replaceAll(/&(?!#?\w+;)/g, '&amp;')
			// eslint-disable-next-line no-control-regex
			.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ' ')
	);
}

function withoutProlog(text: string): string {
	return text.replace(/^(\s|<\?[^>]*\?>|<!--[\s\S]*?-->)+/, '');
}

/** Whether the end of the root is missing. */
function cut(text: string): 'truncated' | 'not-xml' {
	const root = /^<([\w.:-]+)[\s/>]/.exec(
		withoutProlog(text).replace(/^<!DOCTYPE[^>[]*(\[[^\]]*\])?[^>]*>\s*/i, '')
	);
	if (!root?.[1]) return 'not-xml';
	return text.endsWith(`</${root[1]}>`) ? 'not-xml' : 'truncated';
}

/** Without the prefix of its namespace: services disagree on prefixes, not on names. */
export function nameOf({ name }: XmlElement): string {
	return name.slice(name.indexOf(':') + 1);
}

export function childrenOf(element: XmlElement): XmlElement[] {
	return element.children.filter((child) => child instanceof XmlElement);
}

export function allNamed(element: XmlElement, name: string): XmlElement[] {
	return childrenOf(element).filter((child) => nameOf(child) === name);
}

/** The first element at the end of a path of names. */
export function find(element: XmlElement, ...path: readonly string[]): XmlElement | undefined {
	let found: XmlElement | undefined = element;
	for (const name of path) {
		found = found?.children.find(
			(child): child is XmlElement => child instanceof XmlElement && nameOf(child) === name
		);
	}
	return found;
}

export function textAt(element: XmlElement, ...path: readonly string[]): string {
	return find(element, ...path)?.text.trim() ?? '';
}

/** An attribute by its name without prefix. */
export function attribute(element: XmlElement | undefined, name: string): string | undefined {
	if (!element) return undefined;
	const direct = element.attributes[name];
	if (direct !== undefined) return direct;
	const key = Object.keys(element.attributes).find((key) => key.endsWith(`:${name}`));
	return key === undefined ? undefined : element.attributes[key];
}

/** Flags are written `1` or `true`. */
export function isTrue(text: string | undefined): boolean {
	return text === '1' || text?.toLowerCase() === 'true';
}

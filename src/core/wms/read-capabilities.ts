import { decodeXml } from './decode-xml.ts';
import { hrefAt, numberOf, readLayer } from './read-layer.ts';
import { exceptionIn } from './service-exception.ts';
import type { WmsService, WmsVersion } from './types.ts';
import { allNamed, find, nameOf, readXml, textAt, XmlElement, type XmlFault } from './xml.ts';

/** `service-says`: a report of what went wrong, in `detail`. `other-service`: XML, but of no WMS. */
export type CapabilitiesFault = XmlFault | 'service-says' | 'other-service' | 'no-layers';

export type ReadCapabilities =
	| { readonly ok: true; readonly value: WmsService }
	| { readonly ok: false; readonly reason: CapabilitiesFault; readonly detail: string };

interface CapabilitiesSource {
	/** Where the bytes came from; relative addresses in them are relative to it. */
	readonly url: string;
	readonly contentType?: string;
}

/** What a service answers to GetCapabilities, version 1.1.1 or 1.3.0. */
export function readCapabilities(
	bytes: Uint8Array,
	{ url, contentType = '' }: CapabilitiesSource
): ReadCapabilities {
	const root = readXml(decodeXml(bytes, contentType));
	if (!root.ok) return { ...root, detail: '' };
	const version = versionOf(root.value);
	if (!version) {
		const exception = exceptionIn(root.value);
		return exception === undefined
			? fault('other-service', nameOf(root.value))
			: fault('service-says', exception);
	}
	const capability = find(root.value, 'Capability');
	const layer = capability && find(capability, 'Layer');
	if (!capability || !layer) return fault('no-layers', textAt(root.value, 'Service', 'Title'));
	return { ok: true, value: service(root.value, { capability, layer, version, url }) };
}

function fault(reason: CapabilitiesFault, detail: string): ReadCapabilities {
	return { ok: false, reason, detail };
}

function versionOf(root: XmlElement): WmsVersion | undefined {
	const name = nameOf(root);
	if (name === 'WMS_Capabilities') return '1.3.0';
	return name === 'WMT_MS_Capabilities' ? '1.1.1' : undefined;
}

interface Parts {
	readonly capability: XmlElement;
	readonly layer: XmlElement;
	readonly version: WmsVersion;
	readonly url: string;
}

function service(root: XmlElement, { capability, layer, version, url }: Parts): WmsService {
	const about = find(root, 'Service');
	const map = find(capability, 'Request', 'GetMap');
	const info = find(capability, 'Request', 'GetFeatureInfo');
	const mapUrl = map && hrefAt(map, url, 'DCPType', 'HTTP', 'Get', 'OnlineResource');
	const maxWidth = numberOf(about && textAt(about, 'MaxWidth'));
	const maxHeight = numberOf(about && textAt(about, 'MaxHeight'));
	return {
		version,
		title: about ? textAt(about, 'Title') : '',
		abstract: about ? textAt(about, 'Abstract') : '',
		accessConstraints: about ? textAt(about, 'AccessConstraints') : '',
		...(mapUrl === undefined ? {} : { mapUrl }),
		mapFormats: formats(map),
		infoFormats: formats(info),
		...(maxWidth === undefined ? {} : { maxWidth }),
		...(maxHeight === undefined ? {} : { maxHeight }),
		root: readLayer(withSiblings(layer, capability), url)
	};
}

/** One root layer is the rule; of services that list several beside each other all are shown. */
function withSiblings(layer: XmlElement, capability: XmlElement): XmlElement {
	const all = allNamed(capability, 'Layer');
	if (all.length === 1) return layer;
	return new XmlElement('Layer', {}, all);
}

function formats(request: XmlElement | undefined): string[] {
	if (!request) return [];
	return allNamed(request, 'Format')
		.map(({ text }) => text.trim())
		.filter((format) => format !== '');
}

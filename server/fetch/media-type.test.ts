import { expect, test } from 'vitest';
import { mediaTypeOf } from './media-type.ts';

test.each([
	['text/xml', { essence: 'text/xml' }],
	['Text/XML; charset="ISO-8859-1"', { essence: 'text/xml', charset: 'ISO-8859-1' }],
	['application/vnd.ogc.wms_xml;charset=utf-8', { essence: 'application/vnd.ogc.wms_xml' }],
	['text/javascript; x=xml', { essence: 'text/javascript' }],
	['text/xml; subtype=gml/3.1.1; charset=UTF-8', { essence: 'text/xml', charset: 'UTF-8' }]
])('%s', (header, type) => expect(mediaTypeOf(header)).toMatchObject(type));

// A browser takes the last one.
test.each(['image/png, text/javascript', 'xml', '', ';text/xml', undefined])(
	'%s is no type',
	(header) => expect(mediaTypeOf(header)).toBeUndefined()
);

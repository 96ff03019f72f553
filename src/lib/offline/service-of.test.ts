import { expect, test } from 'vitest';
import { serviceOf, servicesOf } from './service-of.ts';

const ORIGIN = 'https://plan.example';

test('[V1] a service is a host, also behind our server, or a layer or a file of our own', () => {
	expect(serviceOf('https://sea.example:8443/wms?x=1', ORIGIN)).toBe('sea.example:8443');
	expect(serviceOf(`${ORIGIN}/api/layers/7/tiles/1/2/3`, ORIGIN)).toBe('layer:7');
	expect(serviceOf(`${ORIGIN}/api/uploads/9/file`, ORIGIN)).toBe('upload:9');
	const behind = encodeURIComponent('http://old.example/wms?map=a');
	expect(serviceOf(`${ORIGIN}/api/wms/proxy?url=${behind}`, ORIGIN)).toBe('old.example');
	expect(serviceOf(`${ORIGIN}/api/files/proxy?url=nonsense`, ORIGIN)).toBe('plan.example');
});

test('[V2] a layer’s services are all that its configuration names', () => {
	const config = {
		delivery: 'tiles',
		tileServer: 'https://titiler.example/cog',
		cogUrlTemplate: 'https://files.example/{year}/sst_{YYYYMM}.tif',
		uploadId: 'u1',
		tileParams: { colormap: [[[0, 1], '#fff']] },
		note: 'not https://an.address'
	};
	expect(servicesOf({ id: '7', config })).toEqual([
		'layer:7',
		'titiler.example',
		'files.example',
		'upload:u1'
	]);
	expect(servicesOf({ id: '7', config: null })).toEqual(['layer:7']);
});

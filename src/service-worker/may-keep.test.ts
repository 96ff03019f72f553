import { expect, test } from 'vitest';
import { mayKeep } from './may-keep.ts';

const PNG = { 'content-type': 'image/png' };
const TILE = 'https://sea.example/1/2/3.png';

function keep(
	response: { status?: number; headers?: Record<string, string> },
	request: { url?: string; range?: string } = {}
): boolean {
	const { url = TILE, range } = request;
	const { status = 200, headers = PNG } = response;
	const asked = new Request(url, range === undefined ? {} : { headers: { range } });
	return mayKeep(asked, new Response(status === 204 ? null : 'x', { status, headers }));
}

test('[S6] pictures, pieces that were asked for and empty tiles are kept', () => {
	expect(keep({})).toBe(true);
	expect(keep({ status: 204, headers: {} })).toBe(true);
	expect(keep({ status: 206, headers: {} }, { range: 'bytes=0-9' })).toBe(true);
	expect(keep({ headers: { 'content-type': 'application/x-protobuf' } })).toBe(true);
});

test.each([206, 301, 401, 404, 429, 500])('[S7] status %i is not kept', (status) => {
	expect(keep({ status })).toBe(false);
});

test('[S8] what may not be stored, or depends on everything, is not kept', () => {
	expect(keep({ headers: { ...PNG, 'cache-control': 'private, no-store' } })).toBe(false);
	expect(keep({ headers: { ...PNG, 'cache-control': 'private, max-age=60' } })).toBe(true);
	expect(keep({ headers: { ...PNG, vary: '*' } })).toBe(false);
	expect(keep({ headers: { ...PNG, vary: 'Origin' } })).toBe(true);
	expect(keep({ headers: { ...PNG, 'content-length': '64000000' } })).toBe(false);
});

test('[S9] a login page or a service’s excuse does not take the place of a picture', () => {
	expect(keep({ headers: { 'content-type': 'text/html; charset=utf-8' } })).toBe(false);
	const xml = { 'content-type': 'text/xml' };
	const asks = (name: string) => ({ url: `https://sea.example/wms?REQUEST=${name}` });
	expect(keep({ headers: xml }, asks('GetMap'))).toBe(false);
	expect(keep({ headers: xml }, asks('GetCapabilities'))).toBe(true);
	expect(keep({ headers: PNG }, asks('GetMap'))).toBe(true);
});

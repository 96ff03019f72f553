import { expect, test } from 'vitest';
import { ClientClaims } from './client-claims.ts';

test('[C1] whoever writes live under a free client id owns it from then on', () => {
	const claims = new ClientClaims([]);
	expect(claims.judge([7], 'ann', 'live')).toEqual({
		ok: true,
		changed: [{ clientId: 7, userId: 'ann', proven: true }]
	});
	expect(claims.judge([7], 'ann', 'live')).toEqual({ ok: true, changed: [] });
	expect(claims.judge([7], 'ann', 'with-copy')).toEqual({ ok: true, changed: [] });
	expect(claims.judge([7], 'ben', 'live').ok).toBe(false);
	expect(claims.judge([7], 'ben', 'with-copy').ok).toBe(false);
});

test('[C2] a copy gives its bringer the ids in it, until another copy brings more of them', () => {
	const claims = new ClientClaims([]);
	expect(claims.judge([7, 8], 'ben', 'with-copy')).toMatchObject({
		changed: [{ proven: false }, {}]
	});
	expect(claims.judge([7], 'ann', 'live').ok).toBe(false);
	expect(claims.judge([7], 'ann', 'with-copy').ok).toBe(true);
	expect(claims.judge([7], 'ben', 'live').ok).toBe(false);
	expect(claims.judge([7], 'ann', 'live')).toMatchObject({ ok: true, changed: [{ proven: true }] });
	expect(claims.judge([8], 'ben', 'live')).toMatchObject({ ok: true, changed: [{ proven: true }] });
});

test('[C3] what is refused changes nothing, not even the ids beside it', () => {
	const claims = new ClientClaims([{ clientId: 7, userId: 'ann', proven: true }]);
	expect(claims.judge([9, 7], 'ben', 'live').ok).toBe(false);
	expect(claims.judge([9], 'cat', 'live').ok).toBe(true);
});

test('[C5] what a guest owned is the account’s that the guest became, and nobody else’s', () => {
	const claims = new ClientClaims([{ clientId: 7, userId: 'guest', proven: true }]);
	claims.handOver('guest', 'ann');
	expect(claims.judge([7], 'ann', 'live')).toEqual({ ok: true, changed: [] });
	expect(claims.judge([7], 'ben', 'with-copy').ok).toBe(false);
});

test('[C4] a person who is gone (null) owns what they owned', () => {
	const claims = new ClientClaims([{ clientId: 7, userId: null, proven: true }]);
	expect(claims.judge([7], 'ben', 'live').ok).toBe(false);
});

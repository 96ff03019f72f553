import { expect, test } from 'vitest';
import { countedAs } from './address.ts';

test.each([
	['203.0.113.7', '203.0.113.7'],
	['::ffff:203.0.113.7', '203.0.113.7'],
	['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::'],
	['2001:db8:1:2:ffff::1', '2001:db8:1:2::'],
	['2001:db8:1:3::1', '2001:db8:1:3::'],
	['fe80::1%eth0', 'fe80::'],
	['a word', 'a word']
])('%s is counted as %s', (address, name) => expect(countedAs(address)).toBe(name));

import { expect, test } from 'vitest';
import { dimensionValues } from './dimension-values.ts';

test.each([
	['0, 10,50', ['0', '10', '50']],
	['surface,bottom', ['surface', 'bottom']],
	['0/0.3/0.1', ['0', '0.1', '0.2', '0.3']],
	['-5/5/5,100', ['-5', '0', '5', '100']],
	['0/100', undefined],
	['0/1000000/1', undefined],
	['10/0/5', undefined],
	['0/10/0', undefined],
	['', undefined]
])('[E1] %o', (values, list) => expect(dimensionValues(values)).toEqual(list));

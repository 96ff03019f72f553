import { expect, test } from 'vitest';
import { testId } from '../testing/ids.ts';
import { distinctColours } from './distinct-colours.ts';
import { PEOPLE_COLOURS, type User } from './session.ts';

const person = (n: number, color: string = PEOPLE_COLOURS[0]): User => ({
	id: testId(n),
	name: `Person ${n}`,
	color
});

test('[W20] who has a colour alone keeps it', () => {
	const people = [person(1, PEOPLE_COLOURS[3]), person(2, PEOPLE_COLOURS[5])];
	expect([...distinctColours(people).values()]).toEqual([PEOPLE_COLOURS[3], PEOPLE_COLOURS[5]]);
});

test('[W21] eight people of one colour get eight, the same in whatever order they are seen', () => {
	const people = Array.from({ length: 8 }, (_, i) => person(i));
	const colours = distinctColours(people);
	expect(new Set(colours.values()).size).toBe(8);
	expect(distinctColours(people.toReversed())).toEqual(colours);
});

test('[W22] a person in two tabs is one person, and the ninth repeats a colour', () => {
	expect(distinctColours([person(1), person(1)]).size).toBe(1);
	expect(distinctColours(Array.from({ length: 9 }, (_, i) => person(i))).size).toBe(9);
});

import type { PEOPLE_COLOURS } from '#core/wire/session.ts';
import { m } from '#lib/paraglide/messages.js';

type PersonColour = (typeof PEOPLE_COLOURS)[number];

const NAMES: Readonly<Record<PersonColour, () => string>> = {
	'#d55e00': m.person_colour_orange,
	'#0072b2': m.person_colour_blue,
	'#cc79a7': m.person_colour_pink,
	'#b8860b': m.person_colour_gold,
	'#009e73': m.person_colour_green,
	'#7b3fa0': m.person_colour_purple,
	'#a63d2f': m.person_colour_brick,
	'#3f6fd1': m.person_colour_cornflower
};

export function personColourName(color: PersonColour): string {
	return NAMES[color]();
}

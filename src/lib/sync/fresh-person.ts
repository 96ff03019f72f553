import { localId } from '#core/wire/local-id.ts';
import { PEOPLE_COLOURS, type User } from '#core/wire/session.ts';

/** Sea birds, so that a room of newcomers can tell each other apart before anybody has typed. */
const BIRDS = ['Tern', 'Gannet', 'Eider', 'Puffin', 'Fulmar', 'Avocet', 'Kittiwake', 'Dunlin'];

/** Somebody the server has not heard of, and the seed that their id is made of. */
export function freshPerson(): { readonly user: User; readonly seed: string } {
	const pick = Math.floor(Math.random() * BIRDS.length);
	const number = 10 + Math.floor(Math.random() * 90);
	const seed = makeSeed();
	const user = {
		id: localId(seed),
		name: `${BIRDS[pick] ?? 'Tern'} ${number}`,
		color: PEOPLE_COLOURS[pick % PEOPLE_COLOURS.length] ?? PEOPLE_COLOURS[0]
	};
	return { user, seed };
}

function makeSeed(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(32));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

import { describe, expect, test } from 'vitest';
import { testId } from '../testing/ids.ts';
import { may, PERMISSION_LEVELS, roleOn } from './policy.ts';
import type {
	Act,
	Actor,
	CommentThing,
	LayerThing,
	MapThing,
	PermissionLevel,
	Verdict
} from './policy.ts';

/** The people of the table "Rights": who made the map, its collaborators, anybody else, nobody. */
const PEOPLE = ['owner', 'edit', 'view', 'stranger', 'anonymous'] as const;
type Person = (typeof PEOPLE)[number];
/** What they are on the whole server. */
const STANDINGS = ['account', 'guest', 'admin'] as const;
type Standing = (typeof STANDINGS)[number];

const ids: Readonly<Record<Person, string>> = {
	owner: testId(1),
	edit: testId(2),
	view: testId(3),
	stranger: testId(4),
	anonymous: ''
};
const CREATOR = testId(9);

function actor(person: Person, standing: Standing = 'account'): Actor | null {
	if (person === 'anonymous') return null;
	return { id: ids[person], isGuest: standing === 'guest', isAdmin: standing === 'admin' };
}

/** The map as it is for a person. */
function mapFor(person: Person, level: PermissionLevel): MapThing {
	const permission = person === 'edit' || person === 'view' ? person : null;
	return { createdBy: ids.owner, level, permission };
}

const answer = (verdict: Verdict): string => (verdict.ok ? 'yes' : verdict.reason);
const isYes = (verdict: Verdict): boolean => verdict.ok;

/** Columns of a row: owner, edit, view, public (signed in), anonymous; by permission level. */
type MapAct = Exclude<
	Act,
	`layer:${string}` | 'comment:edit' | 'comment:delete' | 'comment:resolve'
>;
type Row = readonly [owner: 0 | 1, edit: 0 | 1, view: 0 | 1, stranger: 0 | 1, anonymous: 0 | 1];

/** `api.md`, "Rights", first table; `private` and `collaborators` by the paragraph above it. */
const MAP_TABLE: Readonly<Record<MapAct, Readonly<Record<PermissionLevel, Row>>>> = {
	'map:read': {
		private: [1, 0, 0, 0, 0],
		collaborators: [1, 1, 1, 0, 0],
		public: [1, 1, 1, 1, 1]
	},
	'map:edit': {
		private: [1, 0, 0, 0, 0],
		collaborators: [1, 1, 0, 0, 0],
		public: [1, 1, 0, 0, 0]
	},
	'map:share': {
		private: [1, 0, 0, 0, 0],
		collaborators: [1, 0, 0, 0, 0],
		public: [1, 0, 0, 0, 0]
	},
	'map:list-people': {
		private: [1, 0, 0, 0, 0],
		collaborators: [1, 1, 1, 0, 0],
		public: [1, 1, 1, 0, 0]
	},
	'map:delete': {
		private: [1, 0, 0, 0, 0],
		collaborators: [1, 0, 0, 0, 0],
		public: [1, 0, 0, 0, 0]
	},
	'comment:write': {
		private: [1, 0, 0, 0, 0],
		collaborators: [1, 1, 1, 0, 0],
		public: [1, 1, 1, 1, 0]
	}
};

const MAP_CELLS = (Object.keys(MAP_TABLE) as MapAct[]).flatMap((act) =>
	PERMISSION_LEVELS.flatMap((level) =>
		PEOPLE.flatMap((person, i) =>
			STANDINGS.map((standing) => ({
				act,
				level,
				person,
				standing,
				expected: MAP_TABLE[act][level][i] === 1
			}))
		)
	)
);

describe('[A1] a map', () => {
	test.each(MAP_CELLS)(
		'$act on a $level map, $person ($standing): $expected',
		({ act, level, person, standing, expected }) => {
			expect(isYes(may(actor(person, standing), act, mapFor(person, level)))).toBe(expected);
		}
	);
});

/** Whose comment, in whose thread: rows of the same table. `mine` by the person who asks. */
type CommentAct = 'comment:edit' | 'comment:delete' | 'comment:resolve';
const COMMENT_TABLE: Readonly<
	Record<CommentAct, Readonly<Record<'mine' | 'another’s' | 'in my thread', Row>>>
> = {
	'comment:edit': {
		mine: [1, 1, 1, 1, 0],
		'another’s': [0, 0, 0, 0, 0],
		'in my thread': [0, 0, 0, 0, 0]
	},
	'comment:delete': {
		mine: [1, 1, 1, 1, 0],
		'another’s': [1, 0, 0, 0, 0],
		'in my thread': [1, 0, 0, 0, 0]
	},
	'comment:resolve': {
		mine: [1, 1, 0, 0, 0],
		'another’s': [1, 1, 0, 0, 0],
		'in my thread': [1, 1, 1, 1, 0]
	}
};
const OTHER = testId(8);

const COMMENT_CELLS = (Object.keys(COMMENT_TABLE) as CommentAct[]).flatMap((act) =>
	(['mine', 'another’s', 'in my thread'] as const).flatMap((whose) =>
		PERMISSION_LEVELS.flatMap((level) =>
			PEOPLE.map((person, i) => ({
				act,
				whose,
				level,
				person,
				// Who may not read the map has no business with what is said on it.
				expected: MAP_TABLE['map:read'][level][i] === 1 && COMMENT_TABLE[act][whose][i] === 1
			}))
		)
	)
);

describe('[A2] a comment', () => {
	test.each(COMMENT_CELLS)(
		'$act, $whose, on a $level map, $person: $expected',
		({ act, whose, level, person, expected }) => {
			const me = ids[person] || OTHER;
			const thing: CommentThing = {
				map: mapFor(person, level),
				authorId: whose === 'mine' ? me : OTHER,
				threadAuthorId: whose === 'in my thread' ? me : OTHER
			};
			expect(isYes(may(actor(person), act, thing))).toBe(expected);
		}
	);
});

/** How a person stands to a layer: rows of the second table of `api.md`. */
const RELATIONS = [
	'creator',
	'may edit its home',
	'may edit a map that shows it',
	'may view its home',
	'nothing',
	'anonymous on its public home'
] as const;
type Relation = (typeof RELATIONS)[number];

function layerCase(
	relation: Relation,
	{ editable, isGlobal }: Pick<LayerThing, 'editable' | 'isGlobal'>
): { id: string | null; layer: LayerThing } {
	const holder = (permission: MapThing['permission'], isHome: boolean, level: PermissionLevel) => ({
		map: { createdBy: CREATOR, level, permission },
		isHome
	});
	const holders = {
		creator: [],
		'may edit its home': [holder('edit', true, 'collaborators')],
		'may edit a map that shows it': [holder('edit', false, 'collaborators')],
		'may view its home': [holder('view', true, 'collaborators')],
		nothing: [holder(null, true, 'collaborators')],
		'anonymous on its public home': [holder(null, true, 'public')]
	}[relation];
	const id = relation === 'creator' ? CREATOR : testId(5);
	return {
		id: relation.startsWith('anonymous') ? null : id,
		layer: { createdBy: CREATOR, editable, isGlobal, holders }
	};
}

interface Setting {
	readonly relation: Relation;
	readonly standing: Standing;
	readonly isGlobal: boolean;
	readonly editable: LayerThing['editable'];
}

/** The second table of `api.md`, cell by cell, in its own words. */
const LAYER_TABLE: Readonly<
	Record<Exclude<Extract<Act, `layer:${string}`>, 'layer:stack'>, (s: Setting) => boolean>
> = {
	'layer:read': ({ relation, isGlobal }) => isGlobal || relation !== 'nothing',
	'layer:edit': ({ relation, standing, isGlobal, editable }) => {
		if (relation.startsWith('anonymous')) return false;
		if (relation === 'creator' || (isGlobal && standing === 'admin')) return true;
		if (editable !== 'everyone') return false;
		return isGlobal ? standing !== 'guest' : relation === 'may edit its home';
	},
	'layer:set-editable': ({ relation, standing, isGlobal }) =>
		!relation.startsWith('anonymous') &&
		(relation === 'creator' || (isGlobal && standing === 'admin')),
	'layer:set-global': ({ relation, standing, isGlobal }) =>
		!relation.startsWith('anonymous') &&
		standing === 'admin' &&
		(isGlobal || relation !== 'nothing'),
	'layer:delete': ({ relation, standing, isGlobal }) =>
		!relation.startsWith('anonymous') &&
		(relation === 'creator' || (isGlobal && standing === 'admin'))
};
type LayerAct = keyof typeof LAYER_TABLE;

const LAYER_CELLS = (Object.keys(LAYER_TABLE) as LayerAct[]).flatMap((act) =>
	RELATIONS.flatMap((relation) =>
		STANDINGS.flatMap((standing) =>
			[false, true].flatMap((isGlobal) =>
				(['everyone', 'creator-only'] as const).map((editable) => ({
					act,
					relation,
					standing,
					isGlobal,
					editable,
					expected: LAYER_TABLE[act]({ relation, standing, isGlobal, editable })
				}))
			)
		)
	)
);

describe('[A3] a layer', () => {
	test.each(LAYER_CELLS)(
		'$act: $relation ($standing), global $isGlobal, editable by $editable: $expected',
		({ act, relation, standing, isGlobal, editable, expected }) => {
			const { id, layer } = layerCase(relation, { editable, isGlobal });
			const who =
				id === null ? null : { id, isGuest: standing === 'guest', isAdmin: standing === 'admin' };
			expect(isYes(may(who, act, layer))).toBe(expected);
		}
	);
});

const MAP_ROLES = ['owner', 'edit', 'view', 'stranger', 'anonymous'] as const;
const STACK_CELLS = MAP_ROLES.flatMap((person) =>
	PERMISSION_LEVELS.flatMap((level) =>
		(['own', 'may edit', 'may read', 'global', 'unseen'] as const).map((sight) => ({
			person,
			level,
			sight,
			// Edit on the map and read on the layer; nobody publishes what is somebody else's.
			expected:
				MAP_TABLE['map:edit'][level][MAP_ROLES.indexOf(person)] === 1 &&
				sight !== 'unseen' &&
				(level !== 'public' || sight !== 'may read')
		}))
	)
);

describe('[A4] a layer on its way onto a map', () => {
	test.each(STACK_CELLS)(
		'$person of a $level map, a layer that is/they $sight: $expected',
		({ person, level, sight, expected }) => {
			const elsewhere = (permission: 'edit' | 'view' | null) => ({
				map: { createdBy: CREATOR, level: 'collaborators' as const, permission },
				isHome: true
			});
			const holders = {
				own: [],
				'may edit': [elsewhere('edit')],
				'may read': [elsewhere('view')],
				global: [],
				unseen: [elsewhere(null)]
			}[sight];
			const layer: LayerThing = {
				createdBy: sight === 'own' ? ids[person] || OTHER : CREATOR,
				editable: 'everyone',
				isGlobal: sight === 'global',
				holders
			};
			const verdict = may(actor(person), 'layer:stack', { map: mapFor(person, level), layer });
			expect(isYes(verdict)).toBe(expected);
		}
	);
});

describe('[A5] cases with a name', () => {
	test('a reader who stacks a layer on a map of his own gains nothing by it', () => {
		const me: Actor = { id: ids.view, isGuest: false, isAdmin: false };
		const theirs = { map: mapFor('view', 'collaborators'), isHome: true };
		const mine = { map: { createdBy: me.id, level: 'private', permission: null }, isHome: false };
		const layer: LayerThing = {
			createdBy: ids.owner,
			editable: 'everyone',
			isGlobal: false,
			holders: [theirs, mine as LayerThing['holders'][number]]
		};
		expect(may(me, 'layer:read', layer).ok).toBe(true);
		expect(answer(may(me, 'layer:edit', layer))).toBe('read-only');
	});

	test('rows of collaborators sleep while a map is private, and wake up as they were', () => {
		expect(roleOn(actor('edit'), mapFor('edit', 'private'))).toBe('none');
		expect(roleOn(actor('edit'), mapFor('edit', 'collaborators'))).toBe('edit');
	});

	test('an admin rules the library, not people’s maps', () => {
		expect(answer(may(actor('stranger', 'admin'), 'map:read', mapFor('stranger', 'private')))).toBe(
			'unseen'
		);
	});

	test('what may not be seen is `unseen`, whatever is asked: the answer tells nothing', () => {
		for (const act of Object.keys(MAP_TABLE) as MapAct[]) {
			expect(answer(may(actor('stranger'), act, mapFor('stranger', 'private')))).toBe('unseen');
		}
	});

	test('nobody is the creator of what nobody made', () => {
		const orphan: MapThing = { createdBy: null, level: 'private', permission: null };
		expect(roleOn(null, orphan)).toBe('none');
	});

	test.each([
		['owner', 'comment:resolve', 'yes'],
		['view', 'comment:edit', 'not-author'],
		['view', 'comment:delete', 'not-author'],
		['anonymous', 'comment:edit', 'signed-out']
	] as const)('%s, %s of another’s: %s', (person, act, expected) => {
		const map = mapFor(person, 'public');
		expect(answer(may(actor(person), act, { map, authorId: OTHER, threadAuthorId: OTHER }))).toBe(
			expected
		);
	});
});

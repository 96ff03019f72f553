import { STACK, readStack } from '#core/doc/map-document.ts';
import type { Identity } from '../access/identity.ts';
import type { Admission, Rights, StackVerdict, Subject } from '../access/rights.ts';
import type { Database } from '../db/database.ts';
import { listShown } from '../db/documents-delete.ts';
import { listFormerIds, saveHomes } from '../db/rights.ts';
import type { Projector } from '../projection/projector.ts';
import type { GateRights } from './gate/judge-update.ts';
import type { LiveDocument } from './live-document.ts';

export interface LiveRights extends GateRights {
	accessTo(subject: Subject, identity: Identity | null): Promise<Admission>;
	accessOf: Rights['accessOf'];
	/** The layers that a map shows, in the tables or live. */
	layersOf(mapId: string): Promise<Iterable<string>>;
	/** From now on layers are stacked on this map as on a public one, until the returned function is called. */
	publishing(mapId: string): () => void;
}

export interface LiveRightsOptions {
	readonly database: Database;
	readonly rights: Rights;
	readonly projector: Projector;
	/** The map documents in memory. */
	readonly liveMaps: () => Iterable<LiveDocument>;
}

/**
 * Rights as they are while people work: the tables say which layers a map shows, and follow the maps
 * by half a second. Before a layer is refused to somebody, or opened to them with less than all
 * rights, the live maps that show it are written down; whoever sees a layer come can open it.
 */
export function createLiveRights(options: LiveRightsOptions): LiveRights {
	const { database, rights, liveMaps } = options;
	const publishing = new Set<{ readonly mapId: string }>();
	const willBePublic = (mapId: string) => [...publishing].some((change) => change.mapId === mapId);
	let epoch = 0;
	return {
		get epoch() {
			return epoch;
		},
		publishing(mapId) {
			const change = { mapId };
			epoch++;
			publishing.add(change);
			return () => void publishing.delete(change);
		},
		map: (identity, id) => rights.map(identity, id),
		formerIds: (identity) => listFormerIds(database, identity.id),
		async accessTo(subject, identity) {
			const ask = () => rights.accessTo(subject, identity);
			if (subject.kind !== 'layer') return ask();
			return askTwice(options, subject.id, { ask, isAll: ({ access }) => access === 'write' });
		},
		async accessOf(subject, actors) {
			if (subject.kind === 'layer') await settle(options, behindOn(options, subject.id));
			return rights.accessOf(subject, actors);
		},
		async stacking(identity, place) {
			const ask = () =>
				rights.stacking(identity, { ...place, willBePublic: willBePublic(place.mapId) });
			const isAll = (verdict: StackVerdict) => verdict.ok && verdict.isHome;
			return askTwice(options, place.layerId, { ask, isAll });
		},
		withdraws: (identity, layerId) => rights.withdraws(identity, layerId),
		saveHomes: (mapId, layerIds) => saveHomes(database, mapId, layerIds),
		async layersOf(mapId) {
			const shown = await listShown(database, mapId);
			for (const map of liveMaps()) {
				if (map.id === mapId) shown.push(...readStack(map.doc).map(({ layerId }) => layerId));
			}
			return shown;
		}
	};
}

interface Question<T> {
	readonly ask: () => Promise<T>;
	/** Whether the answer could not be better. */
	readonly isAll: (answer: T) => boolean;
}

/**
 * Asks the tables, and once more when they were behind: also when they caught up by themselves while
 * the first answer was read.
 */
async function askTwice<T>(
	options: LiveRightsOptions,
	layerId: string,
	{ ask, isAll }: Question<T>
): Promise<T> {
	const before = behindOn(options, layerId);
	const answer = await ask();
	if (isAll(answer)) return answer;
	const behind = new Set([...before, ...behindOn(options, layerId)]);
	if (behind.size === 0) return answer;
	await settle(options, behind);
	return ask();
}

/** The live maps that show a layer, and of which the tables miss something. */
function behindOn({ liveMaps, projector }: LiveRightsOptions, layerId: string): LiveDocument[] {
	return [...liveMaps()].filter(
		(map) => map.doc.getMap(STACK).has(layerId) && projector.isBehind(map)
	);
}

async function settle(
	{ projector }: LiveRightsOptions,
	maps: Iterable<LiveDocument>
): Promise<void> {
	await Promise.all([...maps].map((map) => projector.flush(map)));
}

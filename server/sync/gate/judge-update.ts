import type { MapThing } from '#core/access/policy.ts';
import { LIMITS } from '#core/doc/limits.ts';
import type { PutBackReason } from '#core/wire/stateless.ts';
import type { Identity } from '../../access/identity.ts';
import { unborn } from '../../access/rights.ts';
import type { StackVerdict } from '../../access/rights.ts';
import type { LayerOnMap } from '../../db/rights.ts';
import type { LiveDocument } from '../live-document.ts';
import { inspectUpdate } from './inspect-update.ts';
import type { GateLimit, GateRule, NewContent, Verdict } from './inspect-update.ts';
import { judgeComments } from './judge-comments.ts';
import type { Sender } from './judge-comments.ts';

/** What the gate asks about people. */
export interface GateRights {
	/** Grows when an answer about stacking that was given before may be wrong. */
	readonly epoch: number;
	map(identity: Identity, id: string): Promise<MapThing | undefined>;
	/** Ids that the person had as a guest. */
	formerIds(identity: Identity): Promise<readonly string[]>;
	stacking(identity: Identity, place: LayerOnMap): Promise<StackVerdict>;
	/** Notes layers whose home a map becomes. */
	saveHomes(mapId: string, layerIds: readonly string[]): Promise<void>;
	/** Whether a layer is this person's to withdraw when they take it off a map. */
	withdraws(identity: Identity, layerId: string): Promise<boolean>;
}

export interface PutBack {
	readonly id: string;
	readonly why: PutBackReason;
}

export type Judged =
	| Exclude<Verdict, NewContent>
	| (NewContent & {
			/** Layers that may not stand on the map: they are taken out again with the same update. */
			readonly putBack: readonly PutBack[];
			/** Layers whose home the map is no more: whoever they belong to took them off it. */
			readonly withdrawn: readonly string[];
	  })
	| { readonly verdict: 'over-limit'; readonly limit: GateLimit | 'document' }
	| { readonly verdict: 'refused'; readonly rule: GateRule };

/**
 * Judges an update by what it holds, and then by who sends it. What is asked of the database is asked
 * first, and the update looked at anew after it: the document may have moved on meanwhile.
 */
export async function judgeUpdate(
	update: Uint8Array,
	live: LiveDocument,
	{ identity, rights }: { readonly identity: Identity; readonly rights: GateRights }
): Promise<Judged> {
	const stacking = new Map<string, StackVerdict>();
	const withdrawing = new Map<string, boolean>();
	let sender: Omit<Sender, 'now'> | undefined;
	let { epoch } = rights;
	for (;;) {
		if (rights.epoch !== epoch) stacking.clear();
		epoch = rights.epoch;
		const verdict = inspectUpdate(update, live);
		if (verdict.verdict !== 'new') return verdict;
		if (live.bytes + update.length > LIMITS.documentBytes) {
			return { verdict: 'over-limit', limit: 'document' };
		}
		const unknown = verdict.stacked.filter((layerId) => !stacking.has(layerId));
		if (unknown.length > 0) {
			await ask(unknown, stacking, (layerId) =>
				rights.stacking(identity, { layerId, mapId: live.id })
			);
			await saveHomes(unknown, stacking, (homes) => rights.saveHomes(live.id, homes));
			continue;
		}
		const leaving = verdict.unstacked.filter((layerId) => !withdrawing.has(layerId));
		if (leaving.length > 0) {
			await ask(leaving, withdrawing, (layerId) => rights.withdraws(identity, layerId));
			continue;
		}
		if (verdict.comments !== undefined) {
			if (sender === undefined) {
				sender = await senderOf(identity, live.id, rights);
				continue;
			}
			const now = Date.now();
			const rule = judgeComments(verdict.comments, live.doc, { ...sender, now });
			if (rule !== undefined) return { verdict: 'refused', rule };
		}
		return {
			...verdict,
			putBack: putBackOf(verdict.stacked, stacking),
			withdrawn: verdict.unstacked.filter((layerId) => withdrawing.get(layerId))
		};
	}
}

async function senderOf(
	actor: Identity,
	mapId: string,
	rights: GateRights
): Promise<Omit<Sender, 'now'>> {
	const [map, formerIds] = await Promise.all([rights.map(actor, mapId), rights.formerIds(actor)]);
	return { actor, formerIds: new Set(formerIds), map: map ?? unborn(actor) };
}

async function ask<T>(
	layerIds: readonly string[],
	known: Map<string, T>,
	question: (layerId: string) => Promise<T>
): Promise<void> {
	for (const layerId of layerIds) known.set(layerId, await question(layerId));
}

async function saveHomes(
	layerIds: readonly string[],
	known: ReadonlyMap<string, StackVerdict>,
	save: (homes: readonly string[]) => Promise<void>
): Promise<void> {
	const homes = layerIds.filter((layerId) => {
		const verdict = known.get(layerId);
		return verdict?.ok === true && verdict.isHome;
	});
	if (homes.length > 0) await save(homes);
}

function putBackOf(
	layerIds: readonly string[],
	known: ReadonlyMap<string, StackVerdict>
): PutBack[] {
	return layerIds.flatMap((id) => {
		const verdict = known.get(id);
		return verdict?.ok === false ? [{ id, why: verdict.why }] : [];
	});
}

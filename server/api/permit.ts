import { may } from '#core/access/policy.ts';
import type { Act, Acts, Actor, LayerThing, MapThing, Objection } from '#core/access/policy.ts';
import type { Rights } from '../access/rights.ts';
import type { LayerOnMap } from '../db/rights.ts';
import { ProblemError } from './problem.ts';

type Verdict = ReturnType<typeof may>;

/** What a person reads who is refused. Interfaces have words of their own, by `reason`. */
const SENTENCES: Readonly<Record<Exclude<Objection, 'unseen' | 'signed-out'>, string>> = {
	'not-owner': 'Only the owner of the map may do this.',
	'read-only': 'You may look at this, but not change it.',
	'not-author': 'Only its author may do this.',
	'not-creator': 'Only who made the layer may do this.',
	'not-admin': 'Only an administrator may do this.',
	guest: 'Guests may not change layers of the library: sign in first.',
	'private-layer': 'Somebody else’s private layer would become public with this map.'
};

/** Throws what an objection is over HTTP: what may not be seen does not exist. */
export function permit(verdict: Verdict): void {
	if (verdict.ok) return;
	throw refusal(verdict.reason);
}

function refusal(reason: Objection): ProblemError {
	if (reason === 'unseen') return new ProblemError('not-found');
	if (reason === 'signed-out') return new ProblemError('unauthorized');
	return new ProblemError('forbidden', { reason, detail: SENTENCES[reason] });
}

type ActOn<Thing> = { [A in Act]: Acts[A] extends Thing ? A : never }[Act];
export type MapAct = Extract<ActOn<MapThing>, `map:${string}` | 'comment:write'>;
export type LayerAct = Exclude<Extract<ActOn<LayerThing>, `layer:${string}`>, 'layer:stack'>;

/** The map as the rules see it, if the caller may do that with it. */
export async function permitMap(
	rights: Rights,
	actor: Actor | null,
	{ act, id }: { readonly act: MapAct; readonly id: string }
): Promise<MapThing> {
	refuseNobody(actor, act);
	const map = await rights.map(actor, id);
	if (map === undefined) throw new ProblemError('not-found');
	permit(may(actor, act, map));
	return map;
}

/** The layer as the rules see it, if the caller may do that with it. */
export async function permitLayer(
	rights: Rights,
	actor: Actor | null,
	{ act, id }: { readonly act: LayerAct; readonly id: string }
): Promise<LayerThing> {
	refuseNobody(actor, act);
	const layer = await rights.layer(actor, id);
	if (layer === undefined) throw new ProblemError('not-found');
	permit(may(actor, act, layer));
	return layer;
}

/** As the socket has it: who may bring a layer over the one may bring it over the other. */
export async function permitStacking(
	rights: Rights,
	actor: Actor,
	place: LayerOnMap
): Promise<void> {
	const [layer, verdict] = await Promise.all([
		rights.layer(actor, place.layerId),
		rights.stacking(actor, place)
	]);
	if (layer === undefined) throw new ProblemError('not-found');
	if (!verdict.ok) throw refusal(verdict.why === 'private-layer' ? 'private-layer' : 'unseen');
}

/** Before anything is read: the answer must not tell whether there is such a thing. */
function refuseNobody(actor: Actor | null, act: Act): void {
	if (actor === null && !act.endsWith(':read')) throw new ProblemError('unauthorized');
}

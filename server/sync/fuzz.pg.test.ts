import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { featureIds } from '#core/doc/layer-document.ts';
import { documentName } from '#core/doc/names.ts';
import { applyChanges } from '#core/edit/apply-changes.ts';
import type { Change } from '#core/edit/change.ts';
import {
	addFeatures,
	createVectorLayer,
	removeFeatures,
	setGeometry,
	setProperty,
	setStyle
} from '#core/edit/layer-edits.ts';
import { addToStack, createMap, moveInStack, removeFromStack } from '#core/edit/map-edits.ts';
import { DEFAULT_MAP, readStack } from '#core/doc/map-document.ts';
import { seededRandom } from '#core/testing/random.ts';
import { testDatabase } from '../testing/database.ts';
import { differencesIn, startSyncServer } from './testing/sync-server.ts';
import { openSocket, TestClient } from './testing/test-client.ts';
import { share } from './testing/share.ts';
import { until } from './testing/until.ts';

const CLIENTS = 5;
const STEPS = 400;
const seed = Number(process.env['SAMSYN_TEST_SEED'] ?? Date.now() % 1_000_000);

interface Person {
	readonly map: TestClient;
	readonly layer: TestClient;
}

test(`[F1] random edits, random cuts of the line: everybody ends up equal, and so do the tables`, async () => {
	const random = seededRandom(seed);
	const place = await testDatabase();
	const server = await startSyncServer(place.database, {}, { compactAfterRows: 60 });
	const mapId = randomUUID();
	const layerId = randomUUID();
	const layers = [layerId, ...Array.from({ length: 4 }, () => randomUUID())];
	const users = await Promise.all(Array.from({ length: CLIENTS }, (_, i) => server.user(`P${i}`)));
	const sharing = { owner: users[0]!, edit: users.slice(1) };
	await share(place.database, documentName('map', mapId), sharing);
	await share(place.database, documentName('layer', layerId), sharing);
	const people = users.map(({ token }): Person => {
		const socket = openSocket(server.url);
		const options = { url: server.url, token, socket };
		return {
			map: new TestClient({ ...options, name: documentName('map', mapId) }),
			layer: new TestClient({ ...options, name: documentName('layer', layerId) })
		};
	});
	const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;

	function editMap(doc: Y.Doc): Change[] {
		const map = { id: mapId, doc };
		const kind = random();
		if (kind < 0.1)
			return createMap(map, { ...DEFAULT_MAP, name: `M${Math.floor(random() * 99)}` });
		if (kind < 0.5) return addToStack(map, pick(layers), random);
		if (kind < 0.7) return removeFromStack(map, pick(layers));
		const size = readStack(doc).length;
		return moveInStack(map, pick(layers), { index: Math.floor(random() * size), random });
	}

	function editLayer(doc: Y.Doc): Change[] {
		const layer = { id: layerId, doc };
		const id = pick([...featureIds(doc), randomUUID()]);
		const geometry = { type: 'Point', coordinates: [Math.round(random() * 90), 5] } as const;
		const kind = random();
		if (kind < 0.1) return createVectorLayer(layer, { name: `L${Math.floor(random() * 99)}` });
		if (kind < 0.5) {
			return addFeatures(layer, [{ id: randomUUID(), geometry, properties: { n: random() } }]);
		}
		if (kind < 0.65) return setGeometry(layer, id, geometry);
		if (kind < 0.8) return setProperty(layer, id, { name: 'p', value: `\u0000 ${random()}` });
		return kind < 0.9 ? setStyle(layer, { strokeWidth: 3 }) : removeFeatures(layer, [id]);
	}

	for (let step = 0; step < STEPS; step++) {
		const { map, layer } = pick(people);
		if (random() < 0.3) applyChanges(map.doc, editMap(map.doc), 'edit');
		else applyChanges(layer.doc, editLayer(layer.doc), 'edit');
		if (random() < 0.03) map.dropSocket();
		if (random() < 0.3) await sleep(random() * 10);
	}

	const hint = `seed ${seed}`;
	for (const { map, layer } of people) {
		await Promise.all([map.saved(30_000), layer.saved(30_000)]);
		expect([...map.reasons, ...layer.reasons], hint).toEqual([]);
	}
	const [first] = people;
	for (const which of ['map', 'layer'] as const) {
		// Of the last edits the acknowledgement may be here before the broadcast is there.
		await until(() => people.every((p) => sameVector(p[which].doc, first![which].doc)), {
			what: hint
		});
		await sleep(200);
		for (const person of people) {
			expect(contents(person[which].doc), hint).toEqual(contents(first![which].doc));
		}
	}
	expect(await differencesIn(place.database), hint).toEqual([]);
	for (const { map, layer } of people) {
		map.destroy();
		layer.destroy();
		map.socket.destroy();
	}
	await server.stop();
	await place.close();
});

function contents(doc: Y.Doc): unknown {
	return ['meta', 'stack', 'features'].map((root) => doc.getMap(root).toJSON());
}

/** State vectors are maps: their order does not count. */
function sameVector(a: Y.Doc, b: Y.Doc): boolean {
	const left = Y.decodeStateVector(Y.encodeStateVector(a));
	const right = Y.decodeStateVector(Y.encodeStateVector(b));
	return (
		left.size === right.size && [...left].every(([client, clock]) => right.get(client) === clock)
	);
}

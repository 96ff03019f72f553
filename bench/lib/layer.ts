import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as Y from 'yjs';
import { toTwkb } from '#core/geometry/to-twkb.ts';
import { BenchClient } from './bench-client.ts';
import type { BenchServer } from './servers.ts';

const VERTICES = 20;
const PER_TRANSACTION = 500;

/** Fills a layer with polygons of 20 vertices and 4 properties, and returns their ids. */
export async function fillLayer(
	server: BenchServer,
	name: string,
	polygons: number
): Promise<string[]> {
	const client = new BenchClient(server, name);
	await client.ready;
	const ids = Array.from({ length: polygons }, () => randomUUID());
	for (let i = 0; i < polygons; i += PER_TRANSACTION) {
		client.doc.transact(() => {
			for (const id of ids.slice(i, i + PER_TRANSACTION)) {
				client.doc.getMap('features').set(id, polygon(i));
			}
		});
		await sleep(50);
	}
	await settled(server, name, polygons);
	client.close();
	return ids;
}

/** Until a fresh client sees all of it. */
async function settled(server: BenchServer, name: string, polygons: number): Promise<void> {
	for (let found = -1; found < polygons; await sleep(200)) {
		const probe = new BenchClient(server, name);
		await probe.ready;
		found = probe.doc.getMap('features').size;
		probe.close();
	}
}

function polygon(seed: number): Y.Map<unknown> {
	const [lng, lat] = [((seed * 7.13) % 300) - 150, ((seed * 3.7) % 120) - 60];
	const ring = Array.from({ length: VERTICES }, (_, i) => {
		const angle = (i / VERTICES) * 2 * Math.PI;
		return [lng + Math.cos(angle), lat + Math.sin(angle)] as const;
	});
	const [first] = ring;
	const coordinates = [[...ring, ...(first === undefined ? [] : [first])]];
	return new Y.Map<unknown>([
		['g', toTwkb({ type: 'Polygon', coordinates })],
		['o', seed],
		['p:name', `Zone ${seed}`],
		['p:kind', 'nature'],
		['p:depth', seed % 200],
		['p:open', true]
	]);
}

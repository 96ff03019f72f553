import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toTwkb } from '#core/geometry/to-twkb.ts';
import type { Geometry } from '#core/geometry/types.ts';

const BUILD = fileURLToPath(new URL('../build', import.meta.url));

/** A copy of the build in a folder of its own. */
export interface LightBuild {
	readonly folder: string;
	remove(): void;
}

/** One island far from where tests look, with a border across it. */
const WORLD: Geometry = {
	type: 'GeometryCollection',
	geometries: [
		{
			type: 'MultiPolygon',
			coordinates: [
				[
					[
						[-30, -40],
						[-29, -40],
						[-29, -39],
						[-30, -40]
					]
				]
			]
		},
		{
			type: 'MultiLineString',
			coordinates: [
				[
					[-29.5, -39.5],
					[-29, -39.5]
				]
			]
		}
	]
};

/**
 * The build with next to no coast on its chart: without a graphics card that takes two thirds of the
 * time of every frame. The coast itself is looked at by src/lib/map/map-view.svelte.test.ts.
 */
export function lightBuild(): LightBuild {
	const folder = mkdtempSync(join(tmpdir(), 'samsyn-build-'));
	cpSync(BUILD, folder, { recursive: true });
	for (const detail of ['50m', '10m']) {
		writeFileSync(join(folder, 'basemap', `world-${detail}.twkb`), toTwkb(WORLD));
	}
	return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

import type { Feature } from '#core/feature/types.ts';
import { writeGeoJson } from '#core/format/write-geojson.ts';
import { fileName, saveFile } from './save-file.ts';
import { writeZip } from './write-zip.ts';

/** A layer as an export needs it. */
interface Exported {
	readonly meta: { readonly name: string };
	features(): Iterable<Feature>;
}

/** One layer as a GeoJSON file. */
export function exportLayer(layer: Exported): void {
	const text = writeGeoJson(layer.features());
	saveFile(fileName(layer.meta.name, 'geojson'), [text], 'application/geo+json');
}

/** All layers of a map as a ZIP of GeoJSON files; two of one name are numbered. */
export function exportLayers(mapName: string, layers: readonly Exported[]): void {
	const names = new Set<string>();
	const files = layers.map((layer) => {
		let name = fileName(layer.meta.name, 'geojson');
		for (let i = 2; names.has(name); i++) name = fileName(`${layer.meta.name} ${i}`, 'geojson');
		names.add(name);
		return { name, bytes: new TextEncoder().encode(writeGeoJson(layer.features())) };
	});
	saveFile(fileName(mapName, 'zip'), [writeZip(files)], 'application/zip');
}

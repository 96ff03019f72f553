import type { KnipConfig } from 'knip';

const config: KnipConfig = {
	entry: [
		'server/main.ts',
		'db/embedded.ts',
		'scripts/*.{mjs,ts}',
		'src/routes/**/+*.{svelte,ts}',
		'src/**/*.worker.ts',
		'bench/**/*.ts',
		'e2e/**/*.ts',
		'**/*.test.ts'
	],
	project: ['{src,server,db,scripts,bench,e2e}/**/*.{ts,mjs,js,svelte,css}'],
	// The references have packages of their own.
	ignore: ['bench/reference/**'],
	ignoreDependencies: [
		// A script that is served as it stands.
		'rapidoc',
		// Read as a file by scripts/build-basemap.ts.
		'world-atlas',
		// Named by project.inlang/settings.json.
		'@inlang/plugin-message-format'
	],
	// Uploads become COGs where it is installed; the benches of tiles make their files with them.
	ignoreBinaries: ['gdal_translate', 'gdalwarp', 'gdallocationinfo'],
	// Types that are part of a function's signature are exported for the reader.
	ignoreExportsUsedInFile: { interface: true, type: true }
};

export default config;

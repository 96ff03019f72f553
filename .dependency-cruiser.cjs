/**
 * The arrows of the house: core ← server, core ← lib, and downwards within lib. Rules are named after
 * what they protect, so that a message explains itself.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
module.exports = {
	forbidden: [
		{
			name: 'no-cycles',
			comment: 'Two modules that need each other are one module, or miss a third one.',
			severity: 'error',
			from: {},
			to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }
		},
		{
			name: 'core-is-alone',
			comment: 'src/core is the domain: it knows neither the browser nor the server.',
			severity: 'error',
			from: { path: '^src/core/' },
			to: { path: '^(src/(lib|routes|service-worker)|server|db|e2e|bench)/' }
		},
		{
			name: 'core-uses-pure-libraries',
			comment:
				'Core may use Yjs, zod, lib0 and small pure libraries (named here), nothing with I/O.',
			severity: 'error',
			from: { path: '^src/core/', pathNot: '\\.test\\.ts$|/testing/' },
			to: {
				dependencyTypes: ['npm', 'npm-dev', 'npm-peer', 'npm-optional'],
				pathNot:
					'node_modules/(yjs|zod|lib0|fractional-indexing|geographiclib-geodesic|@rgrove/parse-xml|proj4)/'
			}
		},
		{
			name: 'core-has-no-node',
			comment: 'Core runs in the browser, in workers and on the server.',
			severity: 'error',
			from: { path: '^src/core/', pathNot: '\\.test\\.ts$|/testing/' },
			to: { dependencyTypes: ['core'] }
		},
		{
			name: 'server-and-browser-meet-on-the-wire',
			comment: 'What both need is in src/core.',
			severity: 'error',
			from: { path: '^(server|db)/' },
			to: { path: '^src/(lib|routes|service-worker)' }
		},
		{
			name: 'browser-without-server',
			severity: 'error',
			from: { path: '^src/' },
			to: { path: '^(server|db)/' }
		},
		{
			name: 'sql-in-one-place',
			comment: 'Only server/db talks to the driver; others ask its modules.',
			severity: 'error',
			from: { path: '^server/', pathNot: '^server/(db|testing)/|\\.test\\.ts$' },
			to: { path: 'node_modules/(pg|kysely)/', dependencyTypesNot: ['type-only'] }
		},
		{
			name: 'lib-below-routes',
			severity: 'error',
			from: { path: '^src/lib/' },
			to: { path: '^src/routes/' }
		},
		{
			name: 'ui-is-plain',
			comment: 'src/lib/ui: props in, callbacks out. It knows no map and no document.',
			severity: 'error',
			from: { path: '^src/lib/ui/' },
			to: {
				path: [
					'^src/lib/(map|draw|raster|wms|sync|panels)/',
					'node_modules/(maplibre-gl|yjs|terra-draw)/'
				]
			}
		},
		{
			name: 'only-map-knows-maplibre',
			comment: 'src/lib/map owns MapLibre; others ask it. Types are free.',
			severity: 'error',
			from: { path: '^src/(lib|routes)/', pathNot: '^src/lib/(map|draw)/|\\.test\\.ts$' },
			to: { path: 'node_modules/maplibre-gl/', dependencyTypesNot: ['type-only'] }
		},
		{
			name: 'only-draw-knows-terra-draw',
			severity: 'error',
			from: { path: '^src/(lib|routes)/', pathNot: '^src/lib/draw/|\\.test\\.ts$' },
			to: { path: 'node_modules/terra-draw', dependencyTypesNot: ['type-only'] }
		},
		{
			name: 'only-raster-knows-geotiff',
			severity: 'error',
			from: { path: '^src/(lib|routes)/', pathNot: '^src/lib/raster/|\\.test\\.ts$' },
			to: { path: 'node_modules/geotiff/', dependencyTypesNot: ['type-only'] }
		},
		{
			name: 'wms-is-below-the-map',
			comment: 'src/lib/wms speaks to services and gives tiles; it does not know what draws them.',
			severity: 'error',
			from: { path: '^src/lib/wms/' },
			to: {
				path: '^src/lib/(map|draw|panels|sync|ui)/',
				dependencyTypesNot: ['type-only']
			}
		},
		{
			name: 'sync-is-at-the-bottom',
			comment: 'src/lib/sync carries documents; it does not know what shows them.',
			severity: 'error',
			from: { path: '^src/lib/sync/' },
			to: { path: '^src/lib/(map|draw|raster|wms|panels|ui)/', dependencyTypesNot: ['type-only'] }
		},
		{
			name: 'map-and-raster-below-draw-and-panels',
			comment:
				'One file mounts the map and puts the drawing tools on it; draw knows the map by types only.',
			severity: 'error',
			from: {
				path: '^src/lib/(map|raster|wms)/',
				pathNot: '^src/lib/map/mount-map\\.svelte\\.ts$'
			},
			to: { path: '^src/lib/(draw|panels)/', dependencyTypesNot: ['type-only'] }
		},
		{
			name: 'draw-below-panels',
			severity: 'error',
			from: { path: '^src/lib/draw/', pathNot: '\\.test\\.ts$' },
			to: { path: '^src/lib/(map|panels)/', dependencyTypesNot: ['type-only'] }
		},
		{
			name: 'tests-are-leaves',
			comment: 'What tests share is in a folder called testing.',
			severity: 'error',
			from: {},
			to: { path: '\\.test\\.ts$' }
		},
		{
			name: 'resolvable',
			severity: 'error',
			from: {},
			to: {
				couldNotResolve: true,
				pathNot: '^(\\$app|\\$service-worker|\\$env)|[?]|^virtual:|paraglide|/\\$types$'
			}
		}
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '^src/lib/paraglide/' },
		tsPreCompilationDeps: 'specify',
		tsConfig: { fileName: 'tsconfig.json' },
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['svelte', 'import', 'node', 'default'],
			extensions: ['.ts', '.svelte.ts', '.js', '.mjs', '.svelte', '.json', '.d.ts']
		}
	}
};

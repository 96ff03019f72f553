import adapter from '@sveltejs/adapter-static';

/** @type {import('@sveltejs/kit').Config} */
const config = {
	compilerOptions: {
		// Runes everywhere in our own code; libraries decide for themselves.
		runes: ({ filename }) => (filename.includes('node_modules') ? undefined : true)
	},
	kit: {
		// One page for every route: the app must start with the server down (ARCHITECTURE.md).
		adapter: adapter({ fallback: 'index.html', precompress: true }),
		// We register it ourselves, so that a new version announces itself instead of taking over.
		serviceWorker: { register: false },
		version: { pollInterval: 0 },
		typescript: {
			config: (config) => ({
				...config,
				include: [
					...config.include,
					'../server/**/*.ts',
					'../db/**/*.ts',
					'../bench/**/*.ts',
					'../e2e/**/*.ts',
					'../scripts/**/*.ts',
					'../*.config.ts'
				]
			})
		}
	}
};

export default config;

import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';

const server = `http://127.0.0.1:${process.env['SAMSYN_DEV_SERVER_PORT'] ?? '3001'}`;

export default defineConfig({
	plugins: [
		tailwindcss(),
		paraglideVitePlugin({
			project: './project.inlang',
			outdir: './src/lib/paraglide',
			strategy: ['localStorage', 'preferredLanguage', 'baseLocale']
		}),
		sveltekit(),
		nameClerk()
	],
	server: {
		// Component tests run with no server behind them; each attempt to reach one would be an error.
		proxy: process.env['VITEST']
			? {}
			: {
					'/api': server,
					'/healthz': server,
					'/sync': { target: server, ws: true }
				}
	},
	// Reached through workers only: found late, they would reload the page, and a test with it.
	optimizeDeps: { include: ['geotiff', 'lru-cache', 'proj4'] },
	build: { target: 'es2023' },
	worker: { format: 'es' }
});

/**
 * The program that signs people in has a name of its own: the service worker leaves it out, since
 * most servers have no accounts and nobody signs in without the network.
 */
function nameClerk(): Plugin {
	return {
		name: 'samsyn:name-clerk',
		enforce: 'post',
		config: (_config, { isSsrBuild }) => {
			if (isSsrBuild === true) return {};
			const chunkFileNames = ({ moduleIds }: { moduleIds: readonly string[] }) => {
				const isClerk = moduleIds.some((id) => id.includes('/node_modules/@clerk/'));
				return `_app/immutable/chunks/${isClerk ? 'clerk-' : ''}[hash].js`;
			};
			return { build: { rolldownOptions: { output: { chunkFileNames } } } };
		}
	};
}

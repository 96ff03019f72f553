import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';

const server = `http://127.0.0.1:${process.env['SAMSYN_DEV_SERVER_PORT'] ?? '3001'}`;

export default defineConfig({
	plugins: [
		tailwindcss(),
		paraglideVitePlugin({
			project: './project.inlang',
			outdir: './src/lib/paraglide',
			strategy: ['localStorage', 'preferredLanguage', 'baseLocale']
		}),
		sveltekit()
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
	build: { target: 'es2023' },
	worker: { format: 'es' }
});

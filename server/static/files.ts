import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

export type Encoding = 'br' | 'gzip';

/** One file of the build, with the compressed forms that were made of it. */
export interface StaticFile {
	readonly path: string;
	readonly size: number;
	readonly etag: string;
	readonly contentType: string;
	readonly encoded: ReadonlyMap<Encoding, { readonly path: string; readonly size: number }>;
}

const SUFFIXES: Readonly<Record<string, Encoding>> = { '.br': 'br', '.gz': 'gzip' };

const TYPES: Readonly<Record<string, string>> = {
	'.css': 'text/css; charset=utf-8',
	'.geojson': 'application/geo+json',
	'.html': 'text/html; charset=utf-8',
	'.ico': 'image/x-icon',
	'.jpg': 'image/jpeg',
	'.js': 'text/javascript; charset=utf-8',
	'.json': 'application/json',
	'.mjs': 'text/javascript; charset=utf-8',
	'.pbf': 'application/x-protobuf',
	'.png': 'image/png',
	'.svg': 'image/svg+xml',
	'.tif': 'image/tiff',
	'.txt': 'text/plain; charset=utf-8',
	'.wasm': 'application/wasm',
	'.webmanifest': 'application/manifest+json',
	'.webp': 'image/webp',
	'.woff2': 'font/woff2'
};

/**
 * All files of a folder by their URL path. Requests are looked up here and never turned into a path,
 * so that no spelling of a URL can lead out of the folder. An absent folder has no files.
 */
export function indexFiles(root: string): Map<string, StaticFile> {
	const paths = new Set(listFiles(root));
	const index = new Map<string, StaticFile>();
	for (const path of paths) {
		if (isVariant(path, paths)) continue;
		index.set(urlPath(root, path), describeFile(path, paths));
	}
	return index;
}

function describeFile(path: string, all: ReadonlySet<string>): StaticFile {
	const encoded = new Map<Encoding, { path: string; size: number }>();
	for (const [suffix, encoding] of Object.entries(SUFFIXES)) {
		const variant = path + suffix;
		if (all.has(variant)) encoded.set(encoding, { path: variant, size: statSync(variant).size });
	}
	const content = readFileSync(path);
	return {
		path,
		size: content.length,
		etag: createHash('sha256').update(content).digest('base64url').slice(0, 22),
		contentType: TYPES[extname(path)] ?? 'application/octet-stream',
		encoded
	};
}

function isVariant(path: string, all: ReadonlySet<string>): boolean {
	const suffix = extname(path);
	return suffix in SUFFIXES && all.has(path.slice(0, -suffix.length));
}

function listFiles(root: string): string[] {
	if (statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
	return readdirSync(root, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
		.map((entry) => join(entry.parentPath, entry.name));
}

function urlPath(root: string, path: string): string {
	return `/${relative(root, path).split(sep).join('/')}`;
}

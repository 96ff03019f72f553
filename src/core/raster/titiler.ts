import type { TileParams } from '../layer/source-config.ts';
import type { TileAddress } from './tile-grid.ts';

/**
 * TiTiler's two ways of writing a tile's address: before 0.19 without the name of the grid, since then
 * with it.
 */
export type TitilerDialect = 'plain' | 'grid';

export interface TitilerTarget {
	/** With or without a slash at the end. */
	readonly server: string;
	readonly dialect: TitilerDialect;
	/** Of the COG. */
	readonly url: string;
	readonly params: TileParams;
}

export const TITILER_TILE_SIZE = 256;
const GRID_SINCE = [0, 19] as const;

export function titilerTileUrl(
	target: TitilerTarget,
	{ z, x, y }: TileAddress,
	format: 'png' | 'webp' = 'png'
): string {
	const grid = target.dialect === 'grid' ? 'WebMercatorQuad/' : '';
	const query = queryOf(target);
	// Since 2.0 the size would be 512; older ones do not know the parameter.
	query.set('tilesize', String(TITILER_TILE_SIZE));
	return `${base(target)}/cog/tiles/${grid}${z}/${x}/${y}.${format}?${query}`;
}

export function titilerInfoUrl(target: TitilerTarget): string {
	return `${base(target)}/cog/info?${new URLSearchParams({ url: target.url })}`;
}

/** A GeoJSON feature of where it lies, in degrees. */
export function titilerBoundsUrl(target: TitilerTarget): string {
	return `${base(target)}/cog/info.geojson?${new URLSearchParams({ url: target.url })}`;
}

export function titilerStatisticsUrl(target: TitilerTarget): string {
	return `${base(target)}/cog/statistics?${bandQuery(target)}`;
}

/** The same with each value for itself instead of in bins. */
export function titilerValuesUrl(target: TitilerTarget): string {
	return `${titilerStatisticsUrl(target)}&categorical=true`;
}

export function titilerPointUrl(target: TitilerTarget, lng: number, lat: number): string {
	return `${base(target)}/cog/point/${lng},${lat}?${bandQuery(target)}`;
}

export function titilerPreviewUrl(target: TitilerTarget, maxSize: number): string {
	const query = queryOf(target);
	query.set('max_size', String(maxSize));
	return `${base(target)}/cog/preview.png?${query}`;
}

/** Where a server says its version: the first that answers. */
export function titilerVersionUrls(server: string): { health: string; openApi: string } {
	const root = server.replace(/\/+$/, '');
	return { health: `${root}/healthz`, openApi: `${root}/api` };
}

/** The dialect out of what one of those addresses answered; `undefined`: it does not say. */
export function dialectOf(answer: unknown): TitilerDialect | undefined {
	const version = textAt(answer, 'versions', 'titiler') ?? textAt(answer, 'info', 'version');
	const [major, minor] = version?.split('.').map(Number) ?? [];
	if (major === undefined || minor === undefined) return undefined;
	if (Number.isNaN(major) || Number.isNaN(minor)) return undefined;
	const isNew = major > GRID_SINCE[0] || minor >= GRID_SINCE[1];
	return isNew ? 'grid' : 'plain';
}

function textAt(value: unknown, ...path: readonly string[]): string | undefined {
	let at = value;
	for (const key of path) {
		if (typeof at !== 'object' || at === null) return undefined;
		at = (at as Readonly<Record<string, unknown>>)[key];
	}
	return typeof at === 'string' ? at : undefined;
}

function base({ server }: TitilerTarget): string {
	return server.replace(/\/+$/, '');
}

function queryOf(target: TitilerTarget): URLSearchParams {
	const { params } = target;
	const query = bandQuery(target);
	for (const range of rangesOf(params.rescale)) query.append('rescale', range);
	if (params.colormap_name !== undefined) {
		query.set('colormap_name', params.colormap_name.toLowerCase());
	}
	if (params.colormap !== undefined) query.set('colormap', JSON.stringify(params.colormap));
	if (params.return_mask !== undefined) query.set('return_mask', String(params.return_mask));
	if (params.resampling !== undefined) query.set('resampling', params.resampling);
	return query;
}

/** What decides the values, whatever their colours. */
function bandQuery({ url, params }: TitilerTarget): URLSearchParams {
	const query = new URLSearchParams({ url });
	const bands = params.bidx === undefined ? [] : [params.bidx].flat();
	for (const band of bands.flatMap((part) => String(part).split(',')))
		query.append('bidx', band.trim());
	if (params.expression !== undefined) query.set('expression', params.expression);
	if (params.nodata !== undefined) query.set('nodata', String(params.nodata));
	if (params.unscale !== undefined) query.set('unscale', String(params.unscale));
	return query;
}

function rangesOf(rescale: TileParams['rescale']): string[] {
	return rescale === undefined ? [] : [rescale].flat().flatMap((text) => text.split(';'));
}

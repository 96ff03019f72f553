import type { GeotiffConfig, TemporalConfig } from '#core/layer/source-config.ts';
import type { RasterAddress } from './raster-address.ts';

/** Who turns the file into pictures: each device, our server, or a TiTiler. */
export type Drawer = 'device' | 'server' | 'titiler';

interface Given {
	readonly address: Extract<RasterAddress, { kind: 'file' | 'series' }>;
	readonly drawer: Drawer;
	/** Of a TiTiler. */
	readonly tileServer: string;
	readonly temporal: TemporalConfig;
}

/** The configuration of a raster as far as its address says it. */
export function draftConfig({ address, drawer, tileServer, temporal }: Given): GeotiffConfig {
	const times = address.kind === 'series' ? { temporal } : {};
	if (drawer === 'device') {
		return address.kind === 'series'
			? { delivery: 'direct', urlTemplate: address.template, ...times }
			: { delivery: 'direct', url: address.url };
	}
	return {
		delivery: 'tiles',
		...(drawer === 'titiler' ? { tileServer: tileServer.trim().replace(/\/+$/, '') } : {}),
		...(address.kind === 'series'
			? { cogUrlTemplate: address.template, ...times }
			: { cogUrl: address.url }),
		tileParams: { return_mask: true }
	};
}

/** Of a file that is at hand; a TiTiler would not find it. */
export function fileConfig(drawer: Drawer): GeotiffConfig {
	return drawer === 'server'
		? { delivery: 'tiles', tileParams: { return_mask: true } }
		: { delivery: 'direct' };
}

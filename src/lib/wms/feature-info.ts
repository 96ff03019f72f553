import type { WmsConfig } from '#core/layer/source-config.ts';
import { decodeXml } from '#core/wms/decode-xml.ts';
import { readFeatureInfo, type FeatureInfo } from '#core/wms/feature-info.ts';
import { featureInfoUrl, requestCrs, type Box } from '#core/wms/request-url.ts';
import { degreeBox, HALF, mercatorOf } from '#core/wms/tile-box.ts';
import { unreachable } from '#core/util/unreachable.ts';
import type { LngLat } from '#lib/map/view-types.ts';
import { SourceError, type PointInfo } from '#lib/raster/tile-source.ts';
import { fetchService, typeOf } from './service-fetch.ts';

/** Pixels of the picture around the click, whose middle is asked about. */
const SIDE = 101;
const MIDDLE = 50;
/** The outlines of a coast are some megabytes. Of a part of an answer nothing could be read. */
const MOST_BYTES = 16 * 1024 * 1024;

export interface FeatureInfoRequest {
	/** Of the map, with 512 px tiles. */
	readonly zoom: number;
	/** As the service wants to hear it. */
	readonly time: string | undefined;
	readonly signal: AbortSignal;
	readonly token?: string | undefined;
}

/** Asks a service what is at a point `[lng, lat]`; `null`: nothing. */
export async function featureInfo(
	config: WmsConfig,
	at: LngLat,
	{ zoom, time, signal, token }: FeatureInfoRequest
): Promise<PointInfo | null> {
	const box = around(at, zoom);
	const geographic = ['EPSG:4326', 'CRS:84'].includes(requestCrs(config));
	const url = featureInfoUrl(config, {
		box: geographic ? degreeBox(box) : box,
		width: SIDE,
		height: SIDE,
		time,
		column: MIDDLE,
		row: MIDDLE
	});
	const answer = await fetchService(url, { signal, token });
	if (answer.status === 401 || answer.status === 403) throw new SourceError('login');
	const type = typeOf(answer);
	const body = await answer.blob();
	if (body.size > MOST_BYTES) throw new SourceError('answer-too-large');
	const info = readFeatureInfo(decodeXml(new Uint8Array(await body.arrayBuffer()), type), type);
	if (!answer.ok && info.kind !== 'fault')
		throw new SourceError('unreachable', `HTTP ${answer.status}`);
	return asPointInfo(info);
}

function around(at: LngLat, zoom: number): Box {
	const half = (SIDE / 2) * ((2 * HALF) / 512 / 2 ** zoom);
	const [x, y] = mercatorOf(at);
	return [x - half, y - half, x + half, y + half];
}

function asPointInfo(info: FeatureInfo): PointInfo | null {
	switch (info.kind) {
		case 'nothing':
			return null;
		case 'rows':
			return { kind: 'values', values: info.rows };
		case 'text':
		case 'html':
			return info;
		case 'fault':
			throw new SourceError('service-says', info.detail);
		default:
			return unreachable(info);
	}
}

import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { png, type Rgb } from './png.ts';

/** A colour for each month of 2023, far enough apart to be told from one another on a screen. */
export const MONTH_COLOURS: readonly Rgb[] = [
	[230, 25, 75],
	[60, 180, 75],
	[255, 225, 25],
	[0, 130, 200],
	[245, 130, 48],
	[145, 30, 180],
	[70, 240, 240],
	[240, 50, 230],
	[170, 110, 40],
	[0, 0, 128],
	[128, 128, 128],
	[0, 100, 100]
];

const PLAIN: Rgb = [20, 60, 40];

/** A small WMS with time: `sst` has the months of 2023, `depth` has depths. Everything takes a while. */
export class WmsServer {
	readonly #server: Server;
	/** Milliseconds before each picture. */
	delay = 300;
	/** Whether pages of other origins may read its answers. */
	cors = true;
	/** Requests for pictures, by time. */
	readonly asked: string[] = [];

	private constructor(server: Server) {
		this.#server = server;
	}

	static async start(): Promise<WmsServer> {
		const server = createServer();
		const wms = new WmsServer(server);
		server.on('request', (request, response) => {
			const url = new URL(request.url ?? '/', wms.url);
			void wms.#answer(url, response);
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return wms;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/wms`;
	}

	async close(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}

	async #answer(url: URL, response: ServerResponse): Promise<void> {
		if (this.cors) response.setHeader('Access-Control-Allow-Origin', '*');
		const query = new Map([...url.searchParams].map(([key, value]) => [key.toUpperCase(), value]));
		if (url.pathname !== '/wms') return page(response, url.pathname);
		switch (query.get('REQUEST')) {
			case 'GetCapabilities':
				return send(response, 'text/xml', capabilities(this.url));
			case 'GetMap':
				return this.#picture(query, response);
			case 'GetFeatureInfo':
				return send(response, 'application/json', featureInfo(query));
			case 'GetLegendGraphic':
				return send(response, 'image/png', legend());
			default:
				return page(response, url.pathname);
		}
	}

	async #picture(query: ReadonlyMap<string, string>, response: ServerResponse): Promise<void> {
		this.asked.push(query.get('TIME') ?? '');
		await sleep(this.delay);
		const [width, height] = [Number(query.get('WIDTH')), Number(query.get('HEIGHT'))];
		const colour = query.get('LAYERS') === 'sst' ? monthColour(query.get('TIME')) : PLAIN;
		send(
			response,
			'image/png',
			png(width, height, () => colour)
		);
	}
}

function send(response: ServerResponse, type: string, body: Buffer | string): void {
	response.setHeader('Content-Type', type);
	response.end(body);
}

/** What a web server says that is no service: a page, or that there is none. */
function page(response: ServerResponse, path: string): void {
	response.statusCode = path === '/page' ? 200 : 404;
	send(response, 'text/html', '<!doctype html><title>A page</title>');
}

function monthColour(time: string | undefined): Rgb {
	return MONTH_COLOURS[new Date(time ?? '2023-01-01').getUTCMonth()] ?? PLAIN;
}

function featureInfo(query: ReadonlyMap<string, string>): string {
	const month = new Date(query.get('TIME') ?? '2023-01-01').getUTCMonth() + 1;
	const properties = { temperature: month + 0.5, place: '<b>North Sea</b>' };
	return JSON.stringify({
		type: 'FeatureCollection',
		features: [{ type: 'Feature', geometry: null, properties }]
	});
}

function legend(): Buffer {
	return png(180, 24, (x) => [Math.round((x / 180) * 255), 80, 255 - Math.round((x / 180) * 255)]);
}

function capabilities(url: string): string {
	return `<?xml version="1.0" encoding="UTF-8"?>
<WMS_Capabilities version="1.3.0" xmlns="http://www.opengis.net/wms" xmlns:xlink="http://www.w3.org/1999/xlink">
	<Service>
		<Name>WMS</Name>
		<Title>Sea service of the test</Title>
		<Abstract>Temperatures and depths</Abstract>
		<Fees>none</Fees>
		<AccessConstraints>none</AccessConstraints>
	</Service>
	<Capability>
		<Request>
			<GetMap>
				<Format>image/png</Format>
				<DCPType><HTTP><Get><OnlineResource xlink:href="${url}?"/></Get></HTTP></DCPType>
			</GetMap>
			<GetFeatureInfo><Format>application/json</Format></GetFeatureInfo>
		</Request>
		<Layer>
			<Title>Sea service of the test</Title>
			<CRS>EPSG:3857</CRS>
			<EX_GeographicBoundingBox>
				<westBoundLongitude>-20</westBoundLongitude>
				<eastBoundLongitude>30</eastBoundLongitude>
				<southBoundLatitude>40</southBoundLatitude>
				<northBoundLatitude>70</northBoundLatitude>
			</EX_GeographicBoundingBox>
			<Attribution><Title>Institute of the test</Title></Attribution>
			<Layer>
				<Title>Physics</Title>
				<Layer queryable="1">
					<Name>sst</Name>
					<Title>Sea surface temperature</Title>
					<Abstract>Mean temperature of the uppermost metre, by month.</Abstract>
					<Dimension name="time" units="ISO8601" default="2023-01-01T00:00:00Z">2023-01-01T00:00:00Z/2023-12-01T00:00:00Z/P1M</Dimension>
					<Style>
						<Name>default</Name>
						<Title>Rainbow</Title>
						<LegendURL width="180" height="24">
							<Format>image/png</Format>
							<OnlineResource xlink:href="${url}?REQUEST=GetLegendGraphic&amp;LAYER=sst"/>
						</LegendURL>
					</Style>
				</Layer>
				<Layer queryable="1">
					<Name>depth</Name>
					<Title>Temperature at depth</Title>
					<Dimension name="elevation" units="m" default="0">0,-10,-50</Dimension>
				</Layer>
			</Layer>
		</Layer>
	</Capability>
</WMS_Capabilities>`;
}

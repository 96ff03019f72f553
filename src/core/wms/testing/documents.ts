/** Capabilities documents written from the standards: WMS 1.1.1 (OGC 01-068r3) and 1.3.0 (06-042). */

export function bytesOf(text: string): Uint8Array {
	return new TextEncoder().encode(text);
}

const LINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"';

export function capabilities130(layers: string): string {
	return `<?xml version="1.0" encoding="UTF-8"?>
<WMS_Capabilities version="1.3.0" xmlns="http://www.opengis.net/wms" ${LINK}>
	<Service>
		<Name>WMS</Name><Title>Sea service</Title><Abstract>Of the sea</Abstract>
		<OnlineResource xlink:href="http://sea.example/"/>
		<AccessConstraints>none</AccessConstraints><MaxWidth>4096</MaxWidth><MaxHeight>2048</MaxHeight>
	</Service>
	<Capability>
		<Request>
			<GetCapabilities><Format>text/xml</Format></GetCapabilities>
			<GetMap><Format>image/jpeg</Format><Format>image/png</Format>
				<DCPType><HTTP><Get><OnlineResource xlink:href="http://inner.example/wms?"/></Get></HTTP></DCPType>
			</GetMap>
			<GetFeatureInfo><Format>text/plain</Format><Format>text/html</Format><Format>application/json</Format></GetFeatureInfo>
		</Request>
		<Exception><Format>XML</Format></Exception>
		${layers}
	</Capability>
</WMS_Capabilities>`;
}

export function capabilities111(layers: string): string {
	return `<?xml version="1.0"?>
<!DOCTYPE WMT_MS_Capabilities SYSTEM "http://schemas.opengis.net/wms/1.1.1/WMS_MS_Capabilities.dtd"
 [ <!ELEMENT VendorSpecificCapabilities EMPTY> <!ENTITY boom "boom"> ]>
<WMT_MS_Capabilities version="1.1.1">
	<Service><Name>OGC:WMS</Name><Title>Old service</Title>
		<OnlineResource ${LINK} xlink:href="http://old.example/"/></Service>
	<Capability>
		<Request>
			<GetMap><Format>image/png</Format></GetMap>
			<GetFeatureInfo><Format>application/vnd.ogc.gml</Format></GetFeatureInfo>
		</Request>
		${layers}
	</Capability>
</WMT_MS_Capabilities>`;
}

/** Two levels with everything that is handed down. */
export const SEA_130 = capabilities130(`
<Layer>
	<Title>Root</Title>
	<CRS>EPSG:4326</CRS><CRS>EPSG:3857</CRS>
	<EX_GeographicBoundingBox>
		<westBoundLongitude>-10</westBoundLongitude><eastBoundLongitude>30</eastBoundLongitude>
		<southBoundLatitude>40</southBoundLatitude><northBoundLatitude>70</northBoundLatitude>
	</EX_GeographicBoundingBox>
	<Dimension name="time" units="ISO8601" default="2024-02-01">2024-01-01/2024-03-01/P1M</Dimension>
	<Dimension name="elevation" units="EPSG:5030" unitSymbol="m" default="-0.5">-0.5,-10,-100</Dimension>
	<Attribution><Title>The institute</Title><OnlineResource xlink:href="/about"/></Attribution>
	<Style><Name>default</Name><Title>Default</Title>
		<LegendURL width="20" height="20"><Format>image/png</Format><OnlineResource xlink:href="legend.png?a=1"/></LegendURL>
	</Style>
	<MinScaleDenominator>1000</MinScaleDenominator><MaxScaleDenominator>1e7</MaxScaleDenominator>
	<Layer queryable="1" opaque="true">
		<Name>sst</Name><Title>Temperature &amp; ice</Title><Abstract>Sea surface</Abstract>
		<CRS>EPSG:3035</CRS><CRS>EPSG:4326</CRS>
		<EX_GeographicBoundingBox>
			<westBoundLongitude>0</westBoundLongitude><eastBoundLongitude>10</eastBoundLongitude>
			<southBoundLatitude>50</southBoundLatitude><northBoundLatitude>60</northBoundLatitude>
		</EX_GeographicBoundingBox>
		<Dimension name="TIME" units="ISO8601" default="current" nearestValue="true">2024-01-01,2024-01-02</Dimension>
		<Dimension name="wavelength" units="nm">400,500</Dimension>
		<Style><Name>ramp</Name><Title>Ramp</Title></Style>
		<MaxScaleDenominator>5e6</MaxScaleDenominator>
	</Layer>
	<Layer><Title>Folder</Title>
		<Layer queryable="0"><Name>ice</Name><Title>Ice</Title><Attribution><Title>Ice people</Title></Attribution></Layer>
	</Layer>
</Layer>`);

/** Values of dimensions of 1.1.1 stand in Extent, here in the layers below the declaration. */
export const SEA_111 = capabilities111(`
<Layer>
	<Title>Root</Title>
	<SRS>EPSG:4326 EPSG:900913</SRS><SRS>EPSG:3035</SRS>
	<LatLonBoundingBox minx="-10" miny="40" maxx="30" maxy="70"/>
	<Dimension name="time" units="ISO8601"/>
	<Dimension name="elevation" units="EPSG:5030" unitSymbol="m"/>
	<Extent name="elevation" default="0">0/100/10</Extent>
	<ScaleHint min="0" max="3959.797974644666"/>
	<Layer queryable="1"><Name>waves</Name><Title>Waves</Title>
		<Extent name="time" default="2024-01-02" nearestValue="1">2024-01-01/2024-01-03/P1D</Extent>
	</Layer>
	<Layer><Name>wind</Name><Title>Wind</Title><SRS>EPSG:4258</SRS></Layer>
</Layer>`);

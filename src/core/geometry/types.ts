/**
 * Geometries as in RFC 7946: WGS 84, positions `[lng, lat]` or `[lng, lat, metres]`, degrees.
 */
export type Position = readonly [number, number] | readonly [number, number, number];
export type Ring = readonly Position[];

export interface Point {
	readonly type: 'Point';
	readonly coordinates: Position;
}
export interface MultiPoint {
	readonly type: 'MultiPoint';
	readonly coordinates: readonly Position[];
}
export interface LineString {
	readonly type: 'LineString';
	readonly coordinates: readonly Position[];
}
export interface MultiLineString {
	readonly type: 'MultiLineString';
	readonly coordinates: readonly (readonly Position[])[];
}
export interface Polygon {
	readonly type: 'Polygon';
	readonly coordinates: readonly Ring[];
}
export interface MultiPolygon {
	readonly type: 'MultiPolygon';
	readonly coordinates: readonly (readonly Ring[])[];
}
export interface GeometryCollection {
	readonly type: 'GeometryCollection';
	readonly geometries: readonly Geometry[];
}

export type SimpleGeometry =
	Point | MultiPoint | LineString | MultiLineString | Polygon | MultiPolygon;
export type Geometry = SimpleGeometry | GeometryCollection;
export type GeometryType = Geometry['type'];

/** `[west, south, east, north]` in degrees. */
export type Extent = readonly [number, number, number, number];

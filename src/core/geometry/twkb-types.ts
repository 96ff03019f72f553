/** Type codes of TWKB, the same as those of WKB. */
export const TWKB_TYPE = Object.freeze({
	Point: 1,
	LineString: 2,
	Polygon: 3,
	MultiPoint: 4,
	MultiLineString: 5,
	MultiPolygon: 6,
	GeometryCollection: 7
});

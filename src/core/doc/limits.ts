/** Limits of what one document may hold (sync.md §5, api.md "Limits"). Lengths are UTF-16 units. */
export const LIMITS = Object.freeze({
	nameLength: 255,
	descriptionLength: 10_000,
	categoryLength: 100,
	commentLength: 10_000,
	commentsPerMap: 20_000,
	featuresPerLayer: 25_000,
	/** Bytes of the geometry of one feature (TWKB). */
	geometryBytes: 2_000_000,
	/** Positions in the geometry of one feature. */
	verticesPerFeature: 200_000,
	propertiesPerFeature: 256,
	propertyNameLength: 255,
	/** Characters of one property value, as JSON. */
	propertyValueLength: 100_000,
	layersPerMap: 200,
	documentBytes: 64 * 1024 * 1024,
	/** Features that one transaction may add, so that a frame stays far below the socket's limit. */
	featuresPerTransaction: 500,
	configLength: 100_000
});

const RASTERS =
	/^GET \/api\/(crs|files|wms|uploads|layers\/\{id\}\/(tiles|info|statistics|preview|point))\b/;

/** Whether an operation, by its name, needs files or services of others: they are asked in a test of their own. */
export function isRasterOperation(name: string): boolean {
	return RASTERS.test(name);
}

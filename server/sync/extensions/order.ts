/** Extensions with a higher number come first, for every hook. */
export const EXTENSION_ORDER = Object.freeze({
	identify: 700,
	limit: 600,
	load: 500,
	gate: 400,
	log: 300,
	barrier: 200,
	presence: 100
});

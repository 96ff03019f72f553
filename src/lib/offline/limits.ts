const MB = 1_000_000;

/** What the operator may set for a saved area (`SAMSYN_OFFLINE_AREA_*`), and what holds otherwise. */
export interface AreaLimits {
	readonly bytes: number;
	readonly tiles: number;
}

export const AREA_LIMITS: AreaLimits = Object.freeze({ bytes: 500 * MB, tiles: 20_000 });

/** Copies that nobody asked to keep, all together. */
export const LOOSE_BYTES = 200 * MB;
/** … and never more than this share of what the browser allows the app. */
export const LOOSE_SHARE = 0.1;
/** One copy: larger answers are whole files, and not what a view needs. */
export const COPY_BYTES = 32 * MB;
/** While an area is saved, what was fetched in this time is not asked for again. */
export const FRESH_MS = 24 * 60 * 60_000;
/** Requests at a time for one host while an area is saved. */
export const REQUESTS_PER_HOST = 4;

/**
 * Version of the document schema in this build, kept at `meta.v` of each document.
 * A document of a newer version is opened read-only; older ones are upgraded by pure functions here.
 */
export const SCHEMA_VERSION = 1;

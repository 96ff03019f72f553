import type { FeatureNote, FeatureRefusal, GeoJsonRefusal } from '#core/format/read-geojson.ts';
import { unreachable } from '#core/util/unreachable.ts';
import { m } from '#lib/paraglide/messages.js';
import type { FileRefusal } from '#lib/transfer/reading-types.ts';

/** Why a whole file could not be read: what it is, and what to do. */
export function fileRefusalText(reason: GeoJsonRefusal | FileRefusal): string {
	switch (reason) {
		case 'not-json':
			return m.file_not_json();
		case 'not-geojson':
			return m.file_not_geojson();
		case 'other-crs':
			return m.file_other_crs();
		case 'no-features':
			return m.file_no_features();
		case 'too-big':
			return m.file_too_big();
		case 'empty':
			return m.file_empty();
		case 'unreadable':
			return m.file_unreadable();
		default:
			return unreachable(reason);
	}
}

/** Why some features of a file are left out. */
export function featureRefusalText(reason: FeatureRefusal | 'layer-full'): string {
	switch (reason) {
		case 'not-a-feature':
			return m.feature_not_a_feature();
		case 'no-geometry':
			return m.feature_no_geometry();
		case 'too-many-vertices':
			return m.feature_too_many_vertices();
		case 'bad-properties':
			return m.feature_bad_properties();
		case 'not-a-geometry':
			return m.feature_not_a_geometry();
		case 'unknown-type':
			return m.feature_unknown_type();
		case 'empty':
			return m.feature_empty();
		case 'bad-position':
			return m.feature_bad_position();
		case 'out-of-range':
			return m.feature_out_of_range();
		case 'looks-swapped':
			return m.feature_looks_swapped();
		case 'too-few-positions':
			return m.feature_too_few_positions();
		case 'too-deep':
			return m.feature_too_deep();
		case 'layer-full':
			return m.feature_layer_full();
		default:
			return unreachable(reason);
	}
}

/** What was mended in features that are taken. */
export function noteText(note: FeatureNote): string {
	switch (note) {
		case 'ring-closed':
			return m.note_ring_closed();
		case 'measures-dropped':
			return m.note_measures_dropped();
		case 'heights-dropped':
			return m.note_heights_dropped();
		case 'id-replaced':
			return m.note_id_replaced();
		case 'self-crossing':
			return m.note_self_crossing();
		default:
			return unreachable(note);
	}
}

import type { SourceFault } from '#lib/raster/tile-source.ts';
import { m } from '#lib/paraglide/messages.js';

const SENTENCES: Readonly<Record<SourceFault, () => string>> = {
	'not-found': m.fault_not_found,
	'no-cors': m.fault_no_cors,
	'mixed-content': m.fault_mixed_content,
	'no-ranges': m.fault_no_ranges,
	'not-a-raster': m.fault_not_a_raster,
	unsupported: m.fault_unsupported,
	login: m.fault_login,
	unreachable: m.fault_unreachable,
	'too-many': m.fault_too_many,
	'not-uploaded': m.fault_not_uploaded,
	'service-says': m.fault_service_says,
	'answer-too-large': m.fault_answer_too_large,
	'no-crs': m.fault_no_crs,
	'user-crs': m.fault_user_crs,
	'unknown-crs': m.fault_unknown_crs,
	'no-place': m.fault_no_place,
	'control-points': m.fault_control_points,
	bits: m.fault_bits,
	compression: m.fault_compression,
	'mixed-samples': m.fault_mixed_samples,
	striped: m.fault_strips,
	'no-overviews': m.fault_no_overviews,
	damaged: m.fault_damaged,
	'too-many-pixels': m.fault_too_large
};

/** What is wrong with a source and what to do about it, in one sentence; then what it said itself. */
export function faultText(fault: SourceFault, detail = ''): string {
	const sentence = SENTENCES[fault]();
	return detail === '' ? sentence : `${sentence} ${detail}`;
}

import { parseExtent } from '#core/time/parse-extent.ts';
import type { WmsDimension, WmsLayer } from '#core/wms/types.ts';
import { m } from '#lib/paraglide/messages.js';
import { timeText } from '#lib/panels/words/time-words.ts';

function timeOf(layer: WmsLayer): WmsDimension | undefined {
	return layer.dimensions.find(({ name }) => name.toLowerCase() === 'time');
}

/** What a layer can do, in a few words each. Cheap: a long list asks for those in sight. */
export function layerMarks(layer: WmsLayer): readonly string[] {
	const marks: string[] = [];
	for (const { name } of layer.dimensions) {
		const lower = name.toLowerCase();
		if (lower === 'time') marks.push(m.wizard_has_time());
		else if (lower === 'elevation') marks.push(m.wizard_has_elevation());
		else marks.push(m.wizard_has_dimension({ name }));
	}
	if (layer.queryable) marks.push(m.wizard_queryable());
	return marks;
}

/** "Time: 1 Jan 2020 – 31 Dec 2024"; the bare word where the times can't be read. */
export function timesText(layer: WmsLayer, now: number): string | undefined {
	const time = timeOf(layer);
	if (!time) return undefined;
	const axis = parseExtent(time.values, now);
	if (!axis.ok) return m.wizard_has_time();
	const { value } = axis;
	return m.wizard_has_times({
		from: timeText(value.at(0).ms, value.precision),
		to: timeText(value.at(value.count - 1).ms, value.precision)
	});
}

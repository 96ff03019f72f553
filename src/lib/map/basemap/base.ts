import { basemapOf, type BasemapId } from '../basemaps.ts';
import type { MapLibreMap } from '../maplibre.ts';
import type { Attribution, BasemapStatus, Padding } from '../view-types.ts';
import { Chart } from './chart.ts';
import { OnlineBasemap } from './online-basemap.ts';

interface BaseReport {
	readonly onStatus: (status: BasemapStatus) => void;
	readonly onAttribution: (attribution: readonly Attribution[]) => void;
}

/** What lies under everything: the embedded chart, or an online basemap in its place. */
export class Base {
	readonly #map: MapLibreMap;
	readonly #chart: Chart;
	readonly #report: BaseReport;
	#id: BasemapId = 'chart';
	#theme: 'light' | 'dark';
	#online: OnlineBasemap | undefined;

	constructor(map: MapLibreMap, theme: 'light' | 'dark', report: BaseReport) {
		this.#map = map;
		this.#theme = theme;
		this.#report = report;
		this.#chart = new Chart(map, theme);
	}

	setBasemap(wanted: string): void {
		const { id } = basemapOf(wanted);
		if (id === this.#id) return this.#credit(id);
		this.#id = id;
		this.#online?.remove();
		this.#online = undefined;
		this.#chart.setShown(id === 'chart');
		this.#report.onStatus('ok');
		this.#credit(id);
		if (id === 'chart') return;
		this.#online = new OnlineBasemap(this.#map, id, {
			theme: this.#theme,
			onStatus: (status) => this.#onStatus(id, status)
		});
	}

	setTheme(theme: 'light' | 'dark'): void {
		if (theme === this.#theme) return;
		this.#theme = theme;
		this.#chart.setTheme(theme);
		this.#online?.setTheme(theme);
	}

	setLocale(locale: string): void {
		void this.#chart.setLocale(locale);
	}

	/** Call when the camera has come to rest. */
	update(padding: Padding): void {
		this.#chart.update(padding);
	}

	remove(): void {
		this.#chart.remove();
	}

	/** The chart comes back when nothing arrives, and goes when something does. */
	#onStatus(id: BasemapId, status: BasemapStatus): void {
		if (id !== this.#id) return;
		this.#chart.setShown(status === 'unreachable');
		this.#credit(status === 'unreachable' ? 'chart' : id);
		this.#report.onStatus(status);
	}

	#credit(id: BasemapId): void {
		this.#report.onAttribution(basemapOf(id).attribution);
	}
}

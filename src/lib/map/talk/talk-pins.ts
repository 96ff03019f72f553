import type { MapLibreMap } from '../maplibre.ts';
import type { TalkPin } from '../view-types.ts';
import './talk-pins.css';

interface Shown {
	readonly element: HTMLButtonElement;
	readonly count: HTMLElement;
	pin: TalkPin;
}

/** Marks on the map where something is talked about; pressing one opens the thread. */
export class TalkPins {
	readonly #map: MapLibreMap;
	readonly #box = document.createElement('div');
	readonly #shown = new Map<string, Shown>();
	readonly #onPick: (id: string) => void;

	constructor(map: MapLibreMap, onPick: (id: string) => void) {
		this.#map = map;
		this.#onPick = onPick;
		this.#box.className = 'talk-pins';
		map.getContainer().append(this.#box);
		map.on('move', this.#place);
	}

	show(pins: readonly TalkPin[]): void {
		const wanted = new Set(pins.map(({ id }) => id));
		for (const [id, { element }] of this.#shown) {
			if (wanted.has(id)) continue;
			element.remove();
			this.#shown.delete(id);
		}
		for (const pin of pins) this.#write(this.#shown.get(pin.id) ?? this.#make(pin), pin);
		this.#place();
	}

	remove(): void {
		this.#map.off('move', this.#place);
		this.#box.remove();
	}

	#make(pin: TalkPin): Shown {
		const element = document.createElement('button');
		element.type = 'button';
		const count = document.createElement('span');
		element.append(count);
		element.addEventListener('click', () => this.#onPick(pin.id));
		this.#box.append(element);
		const shown = { element, count, pin };
		this.#shown.set(pin.id, shown);
		return shown;
	}

	#write(shown: Shown, pin: TalkPin): void {
		shown.pin = pin;
		const { element, count } = shown;
		element.title = pin.label;
		element.setAttribute('aria-label', pin.label);
		element.classList.toggle('unread', pin.unread);
		count.textContent = pin.count > 99 ? '99' : String(pin.count);
	}

	readonly #place = (): void => {
		const { lng } = this.#map.getCenter();
		const { clientWidth: width, clientHeight: height } = this.#box;
		for (const { element, pin } of this.#shown.values()) {
			const turns = Math.round((lng - pin.lngLat[0]) / 360);
			const { x, y } = this.#map.project([pin.lngLat[0] + 360 * turns, pin.lngLat[1]]);
			// What is out of sight is no stop of the keyboard either.
			element.hidden = x < 0 || y < 0 || x > width || y > height;
			element.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
		}
	};
}

/** A finger that rests this long means what a right click means. */
const HOLD_MS = 550;
/** A finger is never quite still. */
const TREMBLE_PX = 8;

/** Calls back when a finger rests on the element. Returns the undo. */
export function onLongPress(
	element: HTMLElement,
	listener: (point: readonly [number, number]) => void
): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let from: readonly [number, number] = [0, 0];
	const stop = new AbortController();
	const { signal } = stop;
	const end = (): void => clearTimeout(timer);
	element.addEventListener(
		'pointerdown',
		(event) => {
			end();
			if (event.pointerType === 'mouse' || !event.isPrimary) return;
			from = [event.clientX, event.clientY];
			timer = setTimeout(() => {
				const box = element.getBoundingClientRect();
				listener([from[0] - box.left, from[1] - box.top]);
			}, HOLD_MS);
		},
		{ signal }
	);
	element.addEventListener(
		'pointermove',
		(event) => {
			const moved = Math.hypot(event.clientX - from[0], event.clientY - from[1]);
			if (moved > TREMBLE_PX) end();
		},
		{ signal }
	);
	for (const name of ['pointerup', 'pointercancel'] as const) {
		element.addEventListener(name, end, { signal });
	}
	return () => {
		end();
		stop.abort();
	};
}

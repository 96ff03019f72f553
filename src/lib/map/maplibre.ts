import { setMaxParallelImageRequests, setWorkerUrl } from 'maplibre-gl';
// Without this the worker is looked for beside the bundle and never found, in silence: GeoJSON would
// not appear (style.md §0).
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';

setWorkerUrl(workerUrl);
// All raster layers share this queue; they have queues of their own, by host, behind it.
setMaxParallelImageRequests(32);

/** The one place where MapLibre comes in. */
export { Map as MapLibreMap } from 'maplibre-gl';

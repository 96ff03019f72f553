import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What `/metrics` shows. Each server has a registry of its own, so that tests can run several. */
export interface Metrics {
	readonly registry: Registry;
	readonly documentsOpen: Gauge;
	readonly connections: Gauge;
	/** From an update's arrival until its commit. */
	readonly logAppendSeconds: Histogram;
	/** Age of the oldest update that the tables do not show yet. */
	readonly projectionLagSeconds: Gauge;
	readonly httpSeconds: Histogram<'method' | 'route' | 'status'>;
}

export function createMetrics(): Metrics {
	const registry = new Registry();
	collectDefaultMetrics({ register: registry });
	const registers = [registry];
	return {
		registry,
		documentsOpen: new Gauge({
			name: 'samsyn_documents_open',
			help: 'Documents held in memory',
			registers
		}),
		connections: new Gauge({
			name: 'samsyn_connections',
			help: 'Open sync sockets',
			registers
		}),
		logAppendSeconds: new Histogram({
			name: 'samsyn_log_append_seconds',
			help: 'Time from the arrival of an update until it is committed',
			buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
			registers
		}),
		projectionLagSeconds: new Gauge({
			name: 'samsyn_projection_lag_seconds',
			help: 'Age of the oldest update that the tables do not show yet',
			registers
		}),
		httpSeconds: new Histogram({
			name: 'samsyn_http_seconds',
			help: 'Time to answer an HTTP request',
			labelNames: ['method', 'route', 'status'],
			buckets: [0.001, 0.005, 0.025, 0.1, 0.5, 2, 10],
			registers
		})
	};
}

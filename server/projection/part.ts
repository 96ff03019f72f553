import type { PoolClient } from 'pg';
import { guarded, isDataFault } from '../db/projection-state.ts';
import type { ProjectionFault } from '../db/projection-state.ts';

/** What one transaction dealt with, and what of it the database refused. */
export class Part {
	readonly client: PoolClient;
	readonly entityIds: string[] = [];
	readonly faults: ProjectionFault[] = [];

	constructor(client: PoolClient) {
		this.client = client;
	}

	async try(entityId: string, work: () => Promise<void>): Promise<void> {
		this.entityIds.push(entityId);
		const fault = await guarded(this.client, work);
		if (fault === undefined) return;
		if (!isDataFault(fault)) throw fault;
		this.faults.push({ entityId, reason: fault.message });
	}

	/** Halves what the database refuses until the culprits are alone. */
	async saveHalving<Row extends { readonly id: string }>(
		rows: readonly Row[],
		work: {
			readonly save: (rows: readonly Row[]) => Promise<void>;
			/** An older shape of what is refused must not stay as if it were the present one. */
			readonly drop: (row: Row) => Promise<void>;
		}
	): Promise<void> {
		const [first] = rows;
		if (first === undefined) return;
		const fault = await guarded(this.client, () => work.save(rows));
		if (fault === undefined) return;
		if (!isDataFault(fault)) throw fault;
		if (rows.length > 1) {
			const middle = rows.length >> 1;
			await this.saveHalving(rows.slice(0, middle), work);
			await this.saveHalving(rows.slice(middle), work);
			return;
		}
		await work.drop(first);
		this.faults.push({ entityId: first.id, reason: fault.message });
	}
}

import { make } from './block-reader.ts';
import type { Block, BlockAddress, Numbers } from './block-reader.ts';
import type { ReadPlan } from './plan-window.ts';
import type { DataType, RasterLevel } from './raster-header.ts';

/** A rectangle of one sample, row by row. */
export interface Window {
	readonly values: Numbers;
	readonly width: number;
	readonly height: number;
}

export type ReadBlock = (address: BlockAddress, signal: AbortSignal) => Promise<Block>;

interface Wanted {
	readonly sample: number;
	readonly type: DataType;
	/** Another image with the same blocks: the mask of the level. */
	readonly image?: number;
	readonly level?: RasterLevel;
}

/** Puts the blocks of a window together. */
export async function readWindow(
	plan: ReadPlan,
	readBlock: ReadBlock,
	{ sample, type, image = plan.level.image, level = plan.level }: Wanted,
	signal: AbortSignal
): Promise<Window> {
	const width = plan.right - plan.left;
	const height = plan.bottom - plan.top;
	const values = make(type, width * height);
	const reads: Promise<void>[] = [];
	const { blockWidth, blockHeight } = level;
	for (let row = Math.floor(plan.top / blockHeight); row * blockHeight < plan.bottom; row++) {
		for (
			let column = Math.floor(plan.left / blockWidth);
			column * blockWidth < plan.right;
			column++
		) {
			reads.push(
				readBlock({ image, column, row, sample }, signal).then((block) =>
					copy(block, { column, row, level }, plan, values)
				)
			);
		}
	}
	await Promise.all(reads);
	return { values, width, height };
}

function copy(
	{ values: from, step, start }: Block,
	{ column, row, level }: { column: number; row: number; level: RasterLevel },
	plan: ReadPlan,
	to: Numbers
): void {
	const { blockWidth, blockHeight } = level;
	const width = plan.right - plan.left;
	const left = Math.max(plan.left, column * blockWidth);
	const right = Math.min(plan.right, (column + 1) * blockWidth);
	const top = Math.max(plan.top, row * blockHeight);
	const bottom = Math.min(plan.bottom, (row + 1) * blockHeight);
	for (let y = top; y < bottom; y++) {
		let read = ((y - row * blockHeight) * blockWidth + left - column * blockWidth) * step + start;
		const write = (y - plan.top) * width + left - plan.left;
		if (step === 1) {
			to.set(from.subarray(read, read + right - left), write);
			continue;
		}
		for (let x = 0; x < right - left; x++, read += step) to[write + x] = from[read] ?? 0;
	}
}

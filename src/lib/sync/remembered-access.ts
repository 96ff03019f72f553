import * as z from 'zod/mini';
import { readLocal, writeLocal } from './local-store.ts';

const PREFIX = 'samsyn:access:';
const accessSchema = z.literal('read');

/** `read` when the server last said so: offline, nobody draws what would not be taken later. */
export function readRemembered(name: string): 'read' | undefined {
	return readLocal(PREFIX + name, accessSchema);
}

export function rememberAccess(name: string, access: 'read' | 'write'): void {
	writeLocal(PREFIX + name, access === 'read' ? access : undefined);
}

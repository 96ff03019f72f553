import type { CapabilitiesFault } from '#core/wms/read-capabilities.ts';
import type { WmsService } from '#core/wms/types.ts';

/** Why the capabilities of an address can't be had; worded by the interface. `detail` is plain text. */
export type LoadFault =
	| CapabilitiesFault
	| 'not-an-address'
	| 'not-found'
	| 'login'
	/** The service answers with an error of its own; `detail` has the status. */
	| 'server-error'
	| 'no-cors'
	| 'mixed-content'
	| 'too-many'
	| 'unreachable'
	| 'timeout'
	| 'too-large';

export type LoadedCapabilities =
	| { readonly ok: true; readonly service: WmsService }
	| { readonly ok: false; readonly reason: LoadFault; readonly detail: string };

/** What the worker is asked. */
export interface LoadRequest {
	readonly id: number;
	/** Absent: give up the request of that id. */
	readonly url?: string;
	/** For the way through our own server. */
	readonly token?: string | undefined;
}

export interface LoadAnswer {
	readonly id: number;
	readonly result: LoadedCapabilities;
}

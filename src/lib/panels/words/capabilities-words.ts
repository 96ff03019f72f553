import type { LoadFault } from '#lib/wms/capabilities-types.ts';
import { unreachable } from '#core/util/unreachable.ts';
import { m } from '#lib/paraglide/messages.js';

/** Why a service can't be shown and what to do, in one sentence; then what it said itself. */
export function loadFaultText(reason: LoadFault, detail: string): string {
	return reason === 'service-says' || reason === 'server-error'
		? `${sentence(reason)} ${detail}`.trim()
		: sentence(reason);
}

function sentence(reason: LoadFault): string {
	switch (reason) {
		case 'not-an-address':
			return m.fault_not_an_address();
		case 'not-found':
			return m.fault_not_found();
		case 'login':
			return m.fault_login();
		case 'server-error':
			return m.fault_service_broken();
		case 'no-cors':
			return m.fault_service_no_cors();
		case 'mixed-content':
			return m.fault_mixed_content();
		case 'too-many':
			return m.fault_too_many();
		case 'unreachable':
			return m.fault_unreachable();
		case 'timeout':
			return m.fault_gave_up();
		case 'too-large':
			return m.fault_service_too_large();
		case 'html':
			return m.fault_not_a_service();
		case 'empty':
		case 'not-xml':
		case 'other-service':
			return m.fault_not_wms();
		case 'truncated':
			return m.fault_incomplete();
		case 'service-says':
			return m.fault_service_says();
		case 'no-layers':
			return m.fault_no_layers();
		default:
			return unreachable(reason);
	}
}

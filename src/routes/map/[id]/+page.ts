import { isUuid } from '#core/doc/names.ts';
import { error } from '@sveltejs/kit';
import type { PageLoad } from './$types';

/** The map itself comes from this device or over the socket; here is only its name. */
export const load: PageLoad = ({ params }) => {
	const id = params.id.toLowerCase();
	if (!isUuid(id)) error(404, 'no such map');
	return { id };
};

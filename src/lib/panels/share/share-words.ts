import type { MapRole, Permission, PermissionLevel } from '#core/access/policy.ts';
import { unreachable } from '#core/util/unreachable.ts';
import { m } from '#lib/paraglide/messages.js';

export function levelName(level: PermissionLevel): string {
	switch (level) {
		case 'private':
			return m.level_private();
		case 'collaborators':
			return m.level_collaborators();
		case 'public':
			return m.level_public();
		default:
			return unreachable(level);
	}
}

export function levelText(level: PermissionLevel): string {
	switch (level) {
		case 'private':
			return m.level_private_text();
		case 'collaborators':
			return m.level_collaborators_text();
		case 'public':
			return m.level_public_text();
		default:
			return unreachable(level);
	}
}

/** Who sees the map, said to somebody it does not belong to. */
export function levelForOthers(level: PermissionLevel): string {
	switch (level) {
		case 'private':
			return m.level_private_others();
		case 'collaborators':
			return m.level_collaborators_others();
		case 'public':
			return m.level_public_others();
		default:
			return unreachable(level);
	}
}

export function permissionName(permission: Permission): string {
	return permission === 'edit' ? m.permission_edit() : m.permission_view();
}

/** What this person is on the map, said to them. */
export function roleText(role: MapRole): string {
	switch (role) {
		case 'owner':
			return m.role_owner();
		case 'edit':
			return m.role_edit();
		case 'view':
		case 'public':
			return m.role_view();
		case 'none':
			return m.role_none();
		default:
			return unreachable(role);
	}
}

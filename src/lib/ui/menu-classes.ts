/** Shared by all menus, so that they look like one. */
export const MENU_PANEL =
	'panel z-50 max-h-(--bits-dropdown-menu-content-available-height) min-w-52 max-w-80 animate-enter overflow-y-auto p-1';

export const MENU_ITEM =
	'flex h-8 w-full items-center gap-2.5 rounded-sm px-2 text-sm outline-none select-none data-highlighted:bg-hover data-disabled:opacity-45 touch:h-11 cursor-pointer';

export const MENU_LINE = 'my-1 h-px bg-line';

export const MENU_HEADING = 'px-2 pt-2 pb-1 text-xs text-ink-3';

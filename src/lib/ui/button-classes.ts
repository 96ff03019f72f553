export type ButtonVariant = 'primary' | 'plain' | 'quiet' | 'loss';

const BASE =
	'inline-flex shrink-0 items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap select-none transition-colors disabled:opacity-45 touch:min-h-11';

const VARIANTS: Readonly<Record<ButtonVariant, string>> = {
	primary: 'bg-accent text-on-accent enabled:hover:bg-accent-strong',
	plain: 'border border-line bg-surface text-ink enabled:hover:bg-hover enabled:active:bg-pressed',
	quiet: 'text-ink enabled:hover:bg-hover enabled:active:bg-pressed aria-expanded:bg-hover',
	loss: 'text-loss enabled:hover:bg-loss-soft'
};

/** One look for buttons and for links that act as one. */
export function buttonClasses(variant: ButtonVariant, size: 'small' | 'normal'): string {
	const measure = size === 'small' ? 'h-8 px-2.5 text-xs' : 'h-9 px-3.5 text-sm';
	return `${BASE} ${VARIANTS[variant]} ${measure}`;
}

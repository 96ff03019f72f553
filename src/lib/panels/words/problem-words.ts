import { ApiProblem } from '#lib/api/problem.ts';
import { m } from '#lib/paraglide/messages.js';

/** Why the server did not do something, and what to do, in one or two sentences. */
export function problemText(error: unknown): string {
	if (!(error instanceof ApiProblem)) return m.problem_unreached();
	switch (error.kind) {
		case 'link-expired':
			return m.problem_link_expired();
		case 'link-used-up':
			return m.problem_link_used_up();
		case 'sent-away':
			return m.problem_sent_away();
		case 'too-many-requests':
			return m.problem_too_many({ seconds: Math.max(1, Math.ceil(error.retryAfter ?? 60)) });
		case 'sleeping-people':
			return m.problem_sleeping_people();
		case 'private-layers': {
			const names = (error.refusal.layers ?? []).map(({ name }) => name).join(', ');
			return m.problem_private_layers({ names: names || '…' });
		}
		case 'limit-reached':
			return m.problem_limit();
		case 'conflict':
			return m.problem_conflict();
		case 'forbidden':
			return m.problem_forbidden();
		case 'not-found':
			return m.problem_not_found();
		case 'unauthorized':
			return m.problem_signed_out();
		default:
			return m.problem_unknown();
	}
}

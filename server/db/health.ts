import type { Database } from './database.ts';

/** Whether the database answers, within the limit. */
export async function databaseAnswers({ pool }: Database, limitMs: number): Promise<boolean> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<false>((resolve) => {
		timer = setTimeout(() => resolve(false), limitMs);
	});
	const asked = pool.query('select 1').then(
		() => true,
		() => false
	);
	const answer = await Promise.race([asked, late]);
	clearTimeout(timer);
	return answer;
}

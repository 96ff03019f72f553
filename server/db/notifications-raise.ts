import type { PoolClient } from 'pg';

/** Somebody's name in a comment. */
export interface Mention {
	readonly comment: string;
	readonly user: string;
}

/**
 * Tells people of new comments: whoever is answered, and whoever is named. Only those who may read
 * the map, never the author themselves, and nobody twice of one comment.
 */
export async function raiseNotifications(
	client: PoolClient,
	mapId: string,
	{
		comments,
		mentions
	}: { readonly comments: readonly string[]; readonly mentions: readonly Mention[] }
): Promise<void> {
	if (comments.length === 0 && mentions.length === 0) return;
	await client.query(
		`insert into notifications (user_id, kind, actor_id, map_id, layer_id, comment_id)
		select t.user_id, t.kind, c.author_id, c.map_id, l.id, c.id
		from (
			select distinct on (user_id, comment_id) user_id, kind, comment_id from (
				select p.author_id as user_id, 'reply' as kind, c.id as comment_id, 0 as rank
				from comments c join comments p on p.id = c.parent_id and p.map_id = c.map_id
				where c.id = any($2::uuid[])
				union all
				select n.user_id, 'mention', n.comment_id, 1
				from unnest($3::uuid[], $4::uuid[]) as n (comment_id, user_id)
			) told
			order by user_id, comment_id, rank
		) t
		join comments c on c.id = t.comment_id and c.map_id = $1 and c.deleted_at is null
		join maps m on m.id = c.map_id
		join users u on u.id = t.user_id
		left join layers l on l.id = c.layer_id
		where u.id is distinct from c.author_id
			and not exists (
				select from notifications before where before.user_id = u.id and before.comment_id = c.id)
			and (
			m.created_by = u.id
			or m.permission_level = 'public'
			or (m.permission_level = 'collaborators' and exists (
				select from map_collaborators k where k.map_id = m.id and k.user_id = u.id))
		)
		on conflict do nothing`,
		[
			mapId,
			comments,
			mentions.map((mention) => mention.comment),
			mentions.map((mention) => mention.user)
		]
	);
}

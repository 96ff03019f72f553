-- Comments are a projection of the talk about a map now: what they speak about, and what they answer,
-- may come later than they do (made offline, on another device), or be gone before them. So they name
-- it without a foreign key, as the documents do. The map itself is there before, and takes them along.
alter table comments drop constraint comments_parent_id_fkey;
alter table comments drop constraint comments_layer_id_fkey;

-- One notice of a kind for one comment, however often the tables are written anew.
create unique index idx_notifications_comment on notifications (user_id, kind, comment_id)
	where comment_id is not null;

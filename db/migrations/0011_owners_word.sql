-- Which layers show an uploaded file, and which use a service or a file of somebody else's. By hash:
-- an address may be longer than a page of a b-tree takes.
create index idx_layers_upload on layers (lower(source_config->>'uploadId'))
	where source_config->>'uploadId' is not null;
create index idx_layers_url on layers using hash (split_part(source_config->>'url', '?', 1));
create index idx_layers_cog_url on layers using hash (split_part(source_config->>'cogUrl', '?', 1));

-- What the owner of a map has taken from a person: at most this may a link give them again.
create table map_ceilings (
	map_id uuid not null references maps (id) on delete cascade,
	user_id uuid not null references users (id) on delete cascade,
	highest text not null check (highest in ('none', 'view')),
	created_at timestamptz not null default now(),
	primary key (map_id, user_id)
);
create index idx_map_ceilings_user on map_ceilings (user_id);

-- Whether the owner had the address of a person, or they came by themselves: an id, which stands beside
-- every comment, tells nobody's address.
alter table map_collaborators add column address_known boolean not null default true;

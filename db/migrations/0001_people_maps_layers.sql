-- People, maps, layers and what people say about them.
--
-- Everything but rights (permission_level, editable, is_global, collaborators) is a projection of
-- the shared documents: it can be thrown away and rebuilt from them. `doc_seq` is the sequence of
-- the log up to which a row was projected; a row is never overwritten by an older state.
-- Ids of maps, layers, features and comments are made by clients, so that things can be born offline.

create table users (
	id uuid primary key,
	clerk_id text unique,
	email text,
	name text not null check (char_length(name) between 1 and 255),
	color text not null check (color ~ '^#[0-9a-f]{6}$'),
	avatar_url text,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now()
);

create table maps (
	id uuid primary key,
	name text not null default '' check (char_length(name) <= 255),
	description text not null default '' check (char_length(description) <= 10000),
	center_lat double precision check (center_lat between -90 and 90),
	center_lng double precision check (center_lng between -180 and 180),
	zoom double precision check (zoom between 0 and 24),
	basemap text,
	permission_level text not null default 'private'
		check (permission_level in ('private', 'collaborators', 'public')),
	-- null: the first write to the document was logged before anybody could be named for it.
	created_by uuid references users (id) on delete set null,
	doc_seq bigint not null default 0,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now()
);
create index idx_maps_created_by on maps (created_by);
create index idx_maps_permission on maps (permission_level);

create table layers (
	id uuid primary key,
	name text not null default '' check (char_length(name) <= 255),
	source_type text not null default 'vector' check (source_type in ('wms', 'geotiff', 'vector')),
	description text not null default '' check (char_length(description) <= 10000),
	category text check (char_length(category) <= 100),
	created_by uuid references users (id) on delete set null,
	-- 'everyone' means: whoever may edit a map that holds the layer.
	editable text not null default 'everyone' check (editable in ('creator-only', 'everyone')),
	is_global boolean not null default false,
	source_config jsonb not null default '{}',
	style_config jsonb not null default '{}',
	legend_config jsonb not null default '{}',
	metadata jsonb not null default '{}',
	doc_seq bigint not null default 0,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now()
);
create index idx_layers_created_by on layers (created_by);
create index idx_layers_is_global on layers (is_global);
create index idx_layers_category on layers (category);
create index idx_layers_source_type on layers (source_type);

-- The type of the column carries no dimension on purpose: geometry(Geometry, 4326) refuses heights,
-- and a feature that was imported with heights must keep them.
create table layer_features (
	id uuid not null,
	layer_id uuid not null references layers (id) on delete cascade,
	geometry geometry not null constraint geometry_is_wgs84 check (st_srid(geometry) = 4326),
	properties jsonb not null default '{}',
	display_order int not null default 0,
	-- The id that the feature had in the file it was imported from.
	source_id text,
	doc_seq bigint not null default 0,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now(),
	primary key (layer_id, id)
) partition by hash (layer_id);

create table layer_features_0 partition of layer_features for values with (modulus 8, remainder 0);
create table layer_features_1 partition of layer_features for values with (modulus 8, remainder 1);
create table layer_features_2 partition of layer_features for values with (modulus 8, remainder 2);
create table layer_features_3 partition of layer_features for values with (modulus 8, remainder 3);
create table layer_features_4 partition of layer_features for values with (modulus 8, remainder 4);
create table layer_features_5 partition of layer_features for values with (modulus 8, remainder 5);
create table layer_features_6 partition of layer_features for values with (modulus 8, remainder 6);
create table layer_features_7 partition of layer_features for values with (modulus 8, remainder 7);

-- The primary key serves lookups by layer (idx_features_layer_id of the schema document).
create index idx_features_id on layer_features (id);
create index idx_features_geometry on layer_features using gist (geometry);

create table map_layers (
	id uuid primary key default gen_random_uuid(),
	map_id uuid not null references maps (id) on delete cascade,
	layer_id uuid not null references layers (id) on delete cascade,
	display_order int not null default 0,
	is_visible boolean not null default true,
	opacity double precision not null default 1 check (opacity between 0 and 1),
	doc_seq bigint not null default 0,
	added_at timestamptz not null default now()
);
create unique index idx_map_layers_unique on map_layers (map_id, layer_id);
create index idx_map_layers_layer on map_layers (layer_id);

create table map_collaborators (
	id uuid primary key default gen_random_uuid(),
	map_id uuid not null references maps (id) on delete cascade,
	user_id uuid not null references users (id) on delete cascade,
	permission text not null check (permission in ('view', 'edit')),
	invited_at timestamptz not null default now(),
	accepted_at timestamptz
);
create unique index idx_collaborators_unique on map_collaborators (map_id, user_id);
create index idx_collaborators_user on map_collaborators (user_id);

-- A comment speaks about a map or a layer, and within it about one feature or one place.
create table comments (
	id uuid primary key,
	content text not null check (char_length(content) <= 10000),
	author_id uuid references users (id) on delete set null,
	map_id uuid references maps (id) on delete cascade,
	layer_id uuid references layers (id) on delete cascade,
	feature_id uuid,
	lng double precision check (lng between -180 and 180),
	lat double precision check (lat between -90 and 90),
	-- Deferred: one batch of the projection may hold a reply before what it replies to.
	parent_id uuid references comments (id) on delete set null deferrable initially deferred,
	is_resolved boolean not null default false,
	doc_seq bigint not null default 0,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now(),
	-- A deleted comment that has replies keeps its place, with its text gone.
	deleted_at timestamptz,
	constraint comment_has_target check (map_id is not null or layer_id is not null),
	constraint comment_place_is_whole check ((lng is null) = (lat is null))
);
create index idx_comments_author on comments (author_id);
create index idx_comments_map on comments (map_id);
create index idx_comments_layer on comments (layer_id);
create index idx_comments_parent on comments (parent_id);

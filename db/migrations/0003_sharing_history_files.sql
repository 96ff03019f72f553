-- Invitations, notices, the history of features, and files on their way in.

create table share_links (
	id uuid primary key default gen_random_uuid(),
	map_id uuid not null references maps (id) on delete cascade,
	permission text not null check (permission in ('view', 'edit')),
	-- The link itself is a secret: only its SHA-256 is kept. The code is short, for reading aloud.
	token_hash bytea not null unique,
	code text unique check (code ~ '^[A-Z]{6}$'),
	expires_at timestamptz,
	max_uses int check (max_uses > 0),
	uses int not null default 0 check (uses >= 0),
	revoked_at timestamptz,
	created_by uuid references users (id) on delete set null,
	created_at timestamptz not null default now()
);
create index idx_share_links_map on share_links (map_id);

create table notifications (
	id uuid primary key default gen_random_uuid(),
	user_id uuid not null references users (id) on delete cascade,
	kind text not null check (kind in ('reply', 'mention', 'invitation')),
	actor_id uuid references users (id) on delete set null,
	map_id uuid references maps (id) on delete cascade,
	layer_id uuid references layers (id) on delete cascade,
	comment_id uuid references comments (id) on delete cascade,
	read_at timestamptz,
	created_at timestamptz not null default now()
);
create index idx_notifications_user on notifications (user_id, created_at desc);

create table feature_versions (
	id bigint generated always as identity primary key,
	layer_id uuid not null references layers (id) on delete cascade,
	feature_id uuid not null,
	doc_seq bigint not null,
	change text not null check (change in ('create', 'update', 'delete')),
	geometry geometry check (st_srid(geometry) = 4326),
	properties jsonb,
	changed_by uuid references users (id) on delete set null,
	created_at timestamptz not null default now()
);
create index idx_feature_versions_feature on feature_versions (layer_id, feature_id, id);

create table uploads (
	id uuid primary key,
	user_id uuid references users (id) on delete cascade,
	layer_id uuid references layers (id) on delete set null,
	file_name text not null check (char_length(file_name) between 1 and 255),
	content_type text not null default 'application/octet-stream',
	total_bytes bigint not null check (total_bytes >= 0),
	received_bytes bigint not null default 0,
	-- Where the bytes are: a name within the configured store, never a path given by a client.
	storage_key text not null,
	status text not null default 'receiving' check (status in ('receiving', 'complete', 'failed')),
	metadata jsonb not null default '{}',
	expires_at timestamptz,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now(),
	constraint upload_within_size check (received_bytes between 0 and total_bytes)
);
create index idx_uploads_user on uploads (user_id);

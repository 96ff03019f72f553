-- The truth: shared documents as a snapshot plus a log of updates, and how far the tables follow.

create table documents (
	name text primary key,
	kind text not null check (kind in ('map', 'layer', 'talk')),
	-- null until the log is compacted for the first time.
	snapshot bytea,
	-- Every update up to this sequence is in the snapshot.
	snapshot_seq bigint not null default 0,
	schema_version int not null default 1,
	bytes bigint not null default 0,
	created_by uuid references users (id) on delete set null,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now()
);
create index idx_documents_created_by on documents (created_by);

-- Append-only. No foreign keys: nothing may keep a valid update from being logged.
create table document_updates (
	seq bigint generated always as identity primary key,
	document text not null,
	update bytea not null,
	user_id uuid,
	client_ids bigint[] not null default '{}',
	created_at timestamptz not null default now()
);
create index idx_document_updates_document on document_updates (document, seq);

-- Log rows that could not be applied: set aside for a person to look at, never silently dropped.
create table document_quarantine (
	id bigint generated always as identity primary key,
	document text not null,
	seq bigint not null,
	update bytea not null,
	user_id uuid,
	reason text not null,
	created_at timestamptz not null default now()
);
create index idx_document_quarantine_document on document_quarantine (document, seq);

-- Who brought a client id into a document owns it there.
create table document_clients (
	document text not null,
	client_id bigint not null,
	user_id uuid,
	first_seen timestamptz not null default now(),
	primary key (document, client_id)
);

create table projection_state (
	document text primary key,
	seq bigint not null,
	projected_at timestamptz not null default now()
);

-- What the tables could not take over, by document and entity; gone when it succeeds.
create table projection_errors (
	document text not null,
	entity_id text not null,
	reason text not null,
	created_at timestamptz not null default now(),
	primary key (document, entity_id)
);

-- People as they sign in: profiles, sessions that can be ended, codes to get in again, and what is
-- known of those who are gone.

alter table users
	add column organisation text not null default '' check (char_length(organisation) <= 120),
	-- Who gave the name: nobody yet, the identity provider, or the person. What a person chose is not
	-- overwritten by the provider.
	add column name_source text not null default 'self'
		check (name_source in ('none', 'provider', 'self')),
	-- By the identity provider's public metadata; admins by configuration are not noted here.
	add column is_admin boolean not null default false,
	-- When the provider last changed the profile: an older message about it comes too late.
	add column provider_updated_at timestamptz,
	-- SHA-256 of the code that lets somebody in again on another device.
	add column reentry_hash bytea unique,
	-- The row of somebody who is gone stays, without anything that tells who it was: comments and
	-- drawings keep an author.
	add column deleted_at timestamptz,
	-- A guest who became this account: what still names the guest means the account.
	add column merged_into uuid references users (id) on delete set null;
create index idx_users_email on users (lower(email));
create index idx_users_merged_into on users (merged_into) where merged_into is not null;

-- A token names its session; without the row it is worth nothing.
create table sessions (
	id uuid primary key,
	user_id uuid not null references users (id) on delete cascade,
	created_at timestamptz not null default now(),
	renewed_at timestamptz not null default now(),
	expires_at timestamptz not null
);
create index idx_sessions_user on sessions (user_id);
create index idx_sessions_expires on sessions (expires_at);

-- Wrong codes, by a hash of the address they came from: a code must not be found by trying.
create table reentry_attempts (
	id bigint generated always as identity primary key,
	origin_hash bytea not null,
	created_at timestamptz not null default now()
);
create index idx_reentry_attempts_origin on reentry_attempts (origin_hash, created_at);
create index idx_reentry_attempts_created on reentry_attempts (created_at);

-- Messages of the identity provider that were taken, so that each is taken once.
create table webhook_messages (
	id text primary key,
	received_at timestamptz not null default now()
);
create index idx_webhook_messages_received on webhook_messages (received_at);

-- Accounts that were deleted: neither a late message nor a token that is still good brings one back.
create table deleted_accounts (
	clerk_id text primary key,
	deleted_at timestamptz not null default now()
);

-- A snapshot may change without its snapshot_seq: a row that another process committed late has a
-- lower sequence. Compaction compares the version that it started from.
alter table documents add column snapshot_version bigint not null default 0;

-- Updates are compact already: compressing them again costs time and saves nothing.
alter table documents alter column snapshot set storage external;
alter table document_updates alter column update set storage external;

-- A user who wrote live with a client id has proven that it is theirs. One who only brought it, with
-- a copy that was made offline, may have had it from somebody else (server/sync/client-claims.ts).
alter table document_clients add column proven boolean not null default false;

-- What the rules need to know beside roles, and documents that must not come back.

-- A layer's home: a map on which it was put by somebody who may edit it. Whoever may edit such a map
-- may edit the layer, if it is editable by everyone; a map on which a mere reader stacked it passes
-- nothing on. No foreign keys: it is noted before map and layer are projected.
create table layer_homes (
	layer_id uuid not null,
	map_id uuid not null,
	created_at timestamptz not null default now(),
	primary key (layer_id, map_id)
);
create index idx_layer_homes_map on layer_homes (map_id);

-- A browser that was away when a map or layer was deleted still has a copy: it must not come back.
create table deleted_documents (
	name text primary key,
	deleted_by uuid,
	deleted_at timestamptz not null default now()
);

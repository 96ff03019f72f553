-- Which layers show an uploaded file, and which use a service or a file of somebody else's. By hash:
-- an address may be longer than a page of a b-tree takes.
create index idx_layers_upload on layers (lower(source_config->>'uploadId'))
	where source_config->>'uploadId' is not null;
create index idx_layers_url on layers using hash (split_part(source_config->>'url', '?', 1));
create index idx_layers_cog_url on layers using hash (split_part(source_config->>'cogUrl', '?', 1));

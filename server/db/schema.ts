import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { JsonValue } from '#core/util/json.ts';

/** Row types of `db/migrations`, for Kysely. bigint columns arrive as numbers (see connect.ts). */
export interface Schema {
	users: UsersTable;
	maps: MapsTable;
	layers: LayersTable;
	layer_features: LayerFeaturesTable;
	map_layers: MapLayersTable;
	map_collaborators: MapCollaboratorsTable;
	comments: CommentsTable;
	documents: DocumentsTable;
	document_updates: DocumentUpdatesTable;
	document_quarantine: DocumentQuarantineTable;
	document_clients: DocumentClientsTable;
	projection_state: ProjectionStateTable;
	projection_errors: ProjectionErrorsTable;
	share_links: ShareLinksTable;
	notifications: NotificationsTable;
	feature_versions: FeatureVersionsTable;
	uploads: UploadsTable;
	layer_homes: LayerHomesTable;
	deleted_documents: DeletedDocumentsTable;
	sessions: SessionsTable;
	reentry_attempts: ReentryAttemptsTable;
	webhook_messages: WebhookMessagesTable;
	deleted_accounts: DeletedAccountsTable;
}

export type PermissionLevel = 'private' | 'collaborators' | 'public';
export type Permission = 'view' | 'edit';
export type SourceType = 'wms' | 'geotiff' | 'vector';

/** Set by the database unless given. */
type Moment = ColumnType<Date, Date | string | undefined, Date | string>;
/** Read as a value, written as JSON text. */
type Json = ColumnType<JsonValue, string | undefined, string>;
/** Geometry is read and written through PostGIS functions only, never as it stands. */
type GeometryColumn = ColumnType<never, never, never>;

interface UsersTable {
	id: string;
	clerk_id: string | null;
	email: string | null;
	name: string;
	color: string;
	avatar_url: string | null;
	organisation: Generated<string>;
	name_source: Generated<'none' | 'provider' | 'self'>;
	is_admin: Generated<boolean>;
	provider_updated_at: Date | null;
	reentry_hash: Buffer | null;
	deleted_at: Date | null;
	merged_into: string | null;
	created_at: Moment;
	updated_at: Moment;
}

interface MapsTable {
	id: string;
	name: Generated<string>;
	description: Generated<string>;
	center_lat: number | null;
	center_lng: number | null;
	zoom: number | null;
	basemap: string | null;
	permission_level: Generated<PermissionLevel>;
	created_by: string | null;
	doc_seq: Generated<number>;
	created_at: Moment;
	updated_at: Moment;
}

interface LayersTable {
	id: string;
	name: Generated<string>;
	source_type: Generated<SourceType>;
	description: Generated<string>;
	category: string | null;
	created_by: string | null;
	editable: Generated<'creator-only' | 'everyone'>;
	is_global: Generated<boolean>;
	source_config: Json;
	style_config: Json;
	legend_config: Json;
	metadata: Json;
	doc_seq: Generated<number>;
	created_at: Moment;
	updated_at: Moment;
}

interface LayerFeaturesTable {
	id: string;
	layer_id: string;
	geometry: GeometryColumn;
	properties: Json;
	display_order: Generated<number>;
	source_id: string | null;
	doc_seq: Generated<number>;
	created_at: Moment;
	updated_at: Moment;
}

interface MapLayersTable {
	id: Generated<string>;
	map_id: string;
	layer_id: string;
	display_order: Generated<number>;
	is_visible: Generated<boolean>;
	opacity: Generated<number>;
	doc_seq: Generated<number>;
	added_at: Moment;
}

interface MapCollaboratorsTable {
	id: Generated<string>;
	map_id: string;
	user_id: string;
	permission: Permission;
	invited_at: Moment;
	accepted_at: Date | null;
}

interface CommentsTable {
	id: string;
	content: string;
	author_id: string | null;
	map_id: string | null;
	layer_id: string | null;
	feature_id: string | null;
	lng: number | null;
	lat: number | null;
	parent_id: string | null;
	is_resolved: Generated<boolean>;
	doc_seq: Generated<number>;
	created_at: Moment;
	updated_at: Moment;
	deleted_at: Date | null;
}

interface DocumentsTable {
	name: string;
	kind: 'map' | 'layer' | 'talk';
	snapshot: Buffer | null;
	snapshot_seq: Generated<number>;
	schema_version: Generated<number>;
	bytes: Generated<number>;
	created_by: string | null;
	created_at: Moment;
	updated_at: Moment;
}

interface DocumentUpdatesTable {
	seq: GeneratedAlways<number>;
	document: string;
	update: Buffer;
	user_id: string | null;
	client_ids: Generated<number[]>;
	created_at: Moment;
}

interface DocumentQuarantineTable {
	id: GeneratedAlways<number>;
	document: string;
	seq: number;
	update: Buffer;
	user_id: string | null;
	reason: string;
	created_at: Moment;
}

interface DocumentClientsTable {
	document: string;
	client_id: number;
	user_id: string | null;
	first_seen: Moment;
}

interface ProjectionStateTable {
	document: string;
	seq: number;
	projected_at: Moment;
}

interface ProjectionErrorsTable {
	document: string;
	entity_id: string;
	reason: string;
	created_at: Moment;
}

interface ShareLinksTable {
	id: Generated<string>;
	map_id: string;
	permission: Permission;
	token_hash: Buffer;
	code: string | null;
	expires_at: Date | null;
	max_uses: number | null;
	uses: Generated<number>;
	revoked_at: Date | null;
	created_by: string | null;
	created_at: Moment;
}

interface NotificationsTable {
	id: Generated<string>;
	user_id: string;
	kind: 'reply' | 'mention' | 'invitation';
	actor_id: string | null;
	map_id: string | null;
	layer_id: string | null;
	comment_id: string | null;
	read_at: Date | null;
	created_at: Moment;
}

interface FeatureVersionsTable {
	id: GeneratedAlways<number>;
	layer_id: string;
	feature_id: string;
	doc_seq: number;
	change: 'create' | 'update' | 'delete';
	geometry: GeometryColumn;
	properties: Json | null;
	changed_by: string | null;
	created_at: Moment;
}

interface UploadsTable {
	id: string;
	user_id: string | null;
	layer_id: string | null;
	file_name: string;
	content_type: Generated<string>;
	total_bytes: number;
	received_bytes: Generated<number>;
	storage_key: string;
	status: Generated<'receiving' | 'complete' | 'failed'>;
	metadata: Json;
	expires_at: Date | null;
	created_at: Moment;
	updated_at: Moment;
}

interface LayerHomesTable {
	layer_id: string;
	map_id: string;
	created_at: Moment;
}

interface DeletedDocumentsTable {
	name: string;
	deleted_by: string | null;
	deleted_at: Moment;
}

interface SessionsTable {
	id: string;
	user_id: string;
	created_at: Moment;
	renewed_at: Moment;
	expires_at: Date;
}

interface ReentryAttemptsTable {
	id: GeneratedAlways<number>;
	origin_hash: Buffer;
	created_at: Moment;
}

interface WebhookMessagesTable {
	id: string;
	received_at: Moment;
}

interface DeletedAccountsTable {
	clerk_id: string;
	deleted_at: Moment;
}

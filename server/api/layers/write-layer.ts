import type { z } from '@hono/zod-openapi';
import type * as Y from 'yjs';
import { may } from '#core/access/policy.ts';
import type { LayerThing } from '#core/access/policy.ts';
import { documentName } from '#core/doc/names.ts';
import { applyChanges } from '#core/edit/apply-changes.ts';
import { createLayer, setLayerMeta, setStyle } from '#core/edit/layer-edits.ts';
import type { SourceType, VectorStyle } from '#core/layer/types.ts';
import { isJsonObject } from '#core/util/json.ts';
import type { JsonValue } from '#core/util/json.ts';
import type { Identity } from '../../access/identity.ts';
import { setLayerRights } from '../../db/layers.ts';
import { isDeleted } from '../../db/rights.ts';
import { findUpload } from '../../db/uploads.ts';
import { ORIGIN } from '../maps/write-map.ts';
import { permit } from '../permit.ts';
import { ProblemError } from '../problem.ts';
import type { ApiParts } from '../router.ts';
import { readConfigs } from './configs.ts';
import type { layerPatchSchema, newLayerSchema } from './schemas.ts';

type Parts = Pick<ApiParts, 'database' | 'documents' | 'rights'>;
type LayerPatch = z.infer<typeof layerPatchSchema>;
type NewLayer = z.infer<typeof newLayerSchema>;

/** As for maps: `false` when the caller made it before; an id that is taken cannot be hidden. */
export async function isFree(parts: Parts, identity: Identity, id: string): Promise<boolean> {
	if (await isDeleted(parts.database, documentName('layer', id))) {
		throw new ProblemError('conflict', { detail: 'A layer with this id was deleted.' });
	}
	const layer = await parts.rights.layer(identity, id);
	if (layer === undefined) return true;
	if (layer.createdBy === identity.id) return false;
	throw new ProblemError('conflict', { detail: 'This id is taken.' });
}

export async function makeLayer(
	{ database, documents }: Parts,
	identity: Identity,
	{ id, ...values }: NewLayer & { readonly id: string }
): Promise<void> {
	const { name, source_type: sourceType, style_config: style } = values;
	const configs = readConfigs(sourceType, onlyConfigs(values));
	await refuseOthersUpload(database, identity, { given: uploadIn(configs.sourceConfig) });
	const meta = {
		name,
		sourceType,
		...textsOf(values),
		...configs,
		...(style === undefined ? {} : { style: styleOf(style) })
	};
	await documents.transactDurably(
		documentName('layer', id),
		(doc) => applyChanges(doc, createLayer({ id, doc }, meta), ORIGIN),
		identity
	);
	if (values.editable !== undefined) {
		await setLayerRights(database, id, { editable: values.editable });
	}
}

/** Changes what is given; asks for each part whether the caller may. */
export async function changeLayer(
	parts: Parts,
	identity: Identity,
	layer: {
		readonly id: string;
		readonly thing: LayerThing;
		readonly sourceType: SourceType;
		/** Its `source_config` as it is. */
		readonly source: JsonValue;
		readonly patch: LayerPatch;
	}
): Promise<void> {
	const { id, thing, sourceType, patch } = layer;
	const { editable, is_global: isGlobal, ...content } = patch;
	const hasContent = Object.keys(content).length > 0;
	const setsRights = editable !== undefined || isGlobal !== undefined;
	if (hasContent || !setsRights) permit(may(identity, 'layer:edit', thing));
	if (editable !== undefined) permit(may(identity, 'layer:set-editable', thing));
	if (isGlobal !== undefined) permit(may(identity, 'layer:set-global', thing));
	const configs = readConfigs(sourceType, onlyConfigs(content));
	const given = uploadIn(configs.sourceConfig);
	await refuseOthersUpload(parts.database, identity, { given, present: uploadIn(layer.source) });
	const meta = { ...textsOf(content), ...configs };
	const style = styleOf(content.style_config ?? {});
	if (hasContent) {
		const edit = (doc: Y.Doc) => {
			applyChanges(doc, setLayerMeta({ id, doc }, meta), ORIGIN);
			applyChanges(doc, setStyle({ id, doc }, style), ORIGIN);
		};
		await parts.documents.transactDurably(documentName('layer', id), edit, identity);
	}
	if (setsRights) {
		await setLayerRights(parts.database, id, { editable, is_global: isGlobal });
		await parts.documents.rightsChanged({ layerId: id });
	}
}

function uploadIn(source: JsonValue = null): string | undefined {
	const id = isJsonObject(source) ? source['uploadId'] : undefined;
	return typeof id === 'string' ? id.toLowerCase() : undefined;
}

/** Whoever sees a layer knows the id of its file, which they may not show on without its owner. */
async function refuseOthersUpload(
	database: Parts['database'],
	identity: Identity,
	{ given, present }: { readonly given: string | undefined; readonly present?: string | undefined }
): Promise<void> {
	if (given === undefined || given === present) return;
	if ((await findUpload(database, given))?.userId === identity.id) return;
	const detail = 'is no upload of yours: send the file yourself';
	throw new ProblemError('invalid', { errors: [{ pointer: '/source_config/uploadId', detail }] });
}

type Content = Pick<
	LayerPatch,
	'name' | 'description' | 'category' | 'source_config' | 'legend_config' | 'metadata'
>;

function textsOf({ name, description, category }: Content) {
	return {
		...(name === undefined ? {} : { name }),
		...(description === undefined ? {} : { description }),
		...(category === undefined ? {} : { category: category ?? '' })
	};
}

function onlyConfigs({ source_config, legend_config, metadata }: Content) {
	return {
		...(source_config === undefined ? {} : { source_config }),
		...(legend_config === undefined ? {} : { legend_config }),
		...(metadata === undefined ? {} : { metadata })
	};
}

function styleOf(given: NonNullable<LayerPatch['style_config']>): Partial<VectorStyle> {
	const parts = Object.entries(given).filter(([, value]) => value !== undefined);
	return Object.fromEntries(parts);
}

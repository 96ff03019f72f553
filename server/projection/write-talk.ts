import type { Database } from '../db/database.ts';
import { raiseNotifications } from '../db/notifications-raise.ts';
import { deleteComments, readContents, saveComments } from '../db/projection-comments.ts';
import type { CommentRow } from '../db/projection-comments.ts';
import type { ProjectedDocument } from '../db/projection-layers.ts';
import { inTransaction, saveState } from '../db/projection-state.ts';
import type { ProjectionFault } from '../db/projection-state.ts';
import { commentRow, newMentions } from './comment-rows.ts';
import { Part } from './part.ts';
import type { ProjectionSource } from './source.ts';

export interface TalkWork {
	readonly target: ProjectedDocument;
	/** Ids of comments that changed. */
	readonly ids: Iterable<string>;
	/** False when what is new to the tables is old to people. */
	readonly notify: boolean;
}

/**
 * Writes comments, and tells people of those that the tables see for the first time, and of a name
 * that comes into one later.
 */
export async function writeTalk(
	database: Database,
	{ doc }: ProjectionSource,
	{ target, ids, notify }: TalkWork
): Promise<readonly ProjectionFault[]> {
	return inTransaction(database, async (client) => {
		const part = new Part(client);
		const rows: CommentRow[] = [];
		const gone: string[] = [];
		for (const id of ids) {
			const row = commentRow(doc, id);
			part.entityIds.push(id);
			if (row === undefined) gone.push(id);
			else rows.push(row);
		}
		if (gone.length > 0) await deleteComments(client, target, gone);
		const before = await readContents(client, target.id, rows);
		const added = new Set<string>();
		await part.saveHalving(rows, {
			save: async (some) => {
				for (const id of await saveComments(client, target, some)) added.add(id);
			},
			drop: (row) => deleteComments(client, target, [row.id])
		});
		if (notify) {
			const mentions = rows.flatMap((row) => newMentions(row, before.get(row.id)));
			await raiseNotifications(client, target.id, { comments: [...added], mentions });
		}
		await saveState(client, target, part);
		return part.faults;
	});
}

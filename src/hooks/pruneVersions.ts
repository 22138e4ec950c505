import { sql } from '@payloadcms/db-postgres/drizzle'
import type { CollectionAfterChangeHook, PayloadRequest } from 'payload'
import { versionsTable } from '../database/adapter.js'
import { sqlOf } from '../database/transactions.js'
import type { Id } from '../runs/vocabulary.js'

/**
 * Deletes the oldest versions of a document beyond the newest `keep`, as Payload does by itself, but never the latest one that a
 * person wrote: runs may write as many as they like, and a person's words are still there to go back to. In the
 * transaction of the save.
 */
export const pruneVersions =
  (keep: number): CollectionAfterChangeHook =>
  async ({ doc, operation, collection, req }) => {
    if (operation === 'update') await deleteOldVersions(req, { collection: collection.slug, id: doc.id, keep })
  }

interface DeleteOldVersions {
  collection: string
  id: Id
  keep: number
}

const deleteOldVersions = async (req: PayloadRequest, { collection, id, keep }: DeleteOldVersions): Promise<void> => {
  const db = await sqlOf(req)
  const versions = versionsTable(req.payload, collection)
  const newestFirst = sql`order by updated_at desc, id desc`
  await db.execute(sql`
    delete from ${versions} where parent_id = ${id}
      and id not in (select id from ${versions} where parent_id = ${id} ${newestFirst} limit ${keep})
      and id is distinct from (
        select id from ${versions} where parent_id = ${id} and version_last_writer is distinct from 'run' ${newestFirst} limit 1
      )
  `)
}

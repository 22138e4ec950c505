import { sql } from '@payloadcms/db-postgres/drizzle'
import type { CollectionSlug, PayloadRequest } from 'payload'
import { table } from '../database/adapter.js'
import { transactionOf } from '../database/transactions.js'
import type { Id } from '../runs/vocabulary.js'
import { isRecord } from '../text.js'

/**
 * Locks documents until the request's transaction ends, in the order of their ids, so that two runs cannot lock each
 * other out: what is checked against them still holds when the drafts are committed. Readers and foreign keys go on.
 */
export const lockDocuments = async (
  req: PayloadRequest,
  { collection, ids }: { collection: CollectionSlug; ids: readonly Id[] },
): Promise<void> => {
  if (ids.length === 0) return
  const db = await transactionOf(req)
  const list = sql.join(
    ids.map((id) => sql`${id}`),
    sql`, `,
  )
  await db.execute(sql`
    select id from ${table(req.payload, collection)} where id in (${list}) order by id for no key update
  `)
}

/** Payload's own default. */
const defaultLockSeconds = 300

/**
 * Whether somebody has the document open in a form and has begun to change it: Payload keeps such a lock, which lapses when
 * nothing is heard of the form. Payload's Local API passes over it.
 */
export const isBeingEdited = async (
  req: PayloadRequest,
  { collection, id }: { collection: CollectionSlug; id: Id },
): Promise<boolean> => {
  const { payload } = req
  const { lockDocuments: option } = payload.collections[collection]?.config ?? {}
  if (option === false || !('payload-locked-documents' in payload.collections)) return false
  const seconds = isRecord(option) && typeof option.duration === 'number' ? option.duration : defaultLockSeconds
  const { totalDocs } = await payload.count({
    collection: 'payload-locked-documents',
    where: {
      'document.relationTo': { equals: collection },
      'document.value': { equals: id },
      updatedAt: { greater_than: new Date(Date.now() - seconds * 1000).toISOString() },
    },
    // Whose it is matters to nobody here.
    overrideAccess: true,
    req,
  })
  return totalDocs > 0
}

import { sql } from '@payloadcms/db-postgres/drizzle'
import type { CollectionSlug, PayloadRequest } from 'payload'
import { z } from 'zod'
import { listOf, table } from '../database/adapter.js'
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
  const list = listOf(ids)
  await db.execute(sql`
    select id from ${table(req.payload, collection)} where id in (${list}) order by id for no key update
  `)
}

/** Payload's own default. */
const defaultLockSeconds = 300

const lock = z.object({
  document: z.object({ value: z.unknown() }).nullish(),
  user: z.object({ relationTo: z.unknown(), value: z.unknown() }).nullish(),
})

interface LocksOf {
  collection: CollectionSlug
  ids: readonly Id[]
}

/**
 * Which of these documents a user has open in a form and has begun to change: Payload keeps such a lock, which lapses when
 * nothing is heard of the form. Payload's Local API passes over it.
 */
const locksOf = async (req: PayloadRequest, { collection, ids }: LocksOf) => {
  const { payload } = req
  const { lockDocuments: option } = payload.collections[collection]?.config ?? {}
  if (ids.length === 0 || option === false || !('payload-locked-documents' in payload.collections)) return []
  const seconds = isRecord(option) && typeof option.duration === 'number' ? option.duration : defaultLockSeconds
  const { docs } = await payload.find({
    collection: 'payload-locked-documents',
    where: {
      'document.relationTo': { equals: collection },
      'document.value': { in: [...ids] },
      updatedAt: { greater_than: new Date(Date.now() - seconds * 1000).toISOString() },
    },
    ...{ depth: 0, pagination: false, sort: 'updatedAt', req },
    // A user who may change a document need not be allowed to read who else does.
    overrideAccess: true,
  })
  return docs.map((doc) => lock.parse(doc)).map(({ document, user }) => ({ id: document?.value, user }))
}

/** Whether any user is changing the document in a form. */
export const isBeingEdited = async (
  req: PayloadRequest,
  { collection, id }: { collection: CollectionSlug; id: Id },
): Promise<boolean> => (await locksOf(req, { collection, ids: [id] })).length > 0

/**
 * Which of these documents another user than that of the request is changing in a form: their ids, as text. Of several locks
 * of a document the newest counts.
 */
export const editedByOthers = async (req: PayloadRequest, of: LocksOf): Promise<ReadonlySet<string>> => {
  const newest = new Map((await locksOf(req, of)).map(({ id, user }) => [String(id), user]))
  const isOwn = (user: z.output<typeof lock>['user']) =>
    user?.value === req.user?.id && user?.relationTo === req.user?.collection
  return new Set([...newest].flatMap(([id, user]) => (isOwn(user) ? [] : [id])))
}

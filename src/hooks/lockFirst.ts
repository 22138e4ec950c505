import { sql } from '@payloadcms/db-postgres/drizzle'
import {
  type CollectionBeforeOperationHook,
  type CollectionSlug,
  Locked,
  type PayloadRequest,
  type SanitizedCollectionConfig,
  type Where,
} from 'payload'
import { mayChange } from '../access/access.js'
import { versionsTable } from '../database/adapter.js'
import { transactionOf } from '../database/transactions.js'
import { editedByOthers, lockDocuments } from '../drafts/documentLocks.js'
import { bulkContext } from '../drafts/ownWrites.js'
import type { Id } from '../runs/vocabulary.js'

/**
 * What saves or deletes a document of a collection with versions takes its row's lock before Payload reads it: a run that
 * writes into it comes before or after, never in between. Going back to an older version is a save too.
 *
 * Payload saves a document before its versions and deletes it after them, so that without the lock a save and a deletion
 * would wait for each other until Postgres ends one of them. Positions and runs have none, and are locked after the drafts that
 * name them.
 *
 * Whether another user has it open in a form, Payload asks on a second connection: the request that holds the row would wait for one
 * that those have who wait for the row. So that is asked here, in the transaction. Of several documents, what is refused for
 * one of them Payload has to say itself: while another user has one of them open, each takes that second connection still.
 */
export const lockFirst: CollectionBeforeOperationHook = async ({ args, collection, operation, req }) => {
  if (!req.transactionID) return args
  const { id, where, data, draft, trash, overrideAccess, overrideLock = true } = args as Writing
  const { slug, versions } = collection
  const lock = async (ids: readonly Id[]) => {
    if (versions) await lockDocuments(req, { collection: slug, ids })
  }
  if (operation === 'restoreVersion' && id !== undefined && versions) {
    await lock(await documentOfVersion(req, slug, id))
  } else if ((operation !== 'update' && operation !== 'delete') || (overrideLock && !versions)) {
    return args
  } else if (id !== undefined) {
    await lock([id])
    if (overrideLock) return args
    const isLocked = (await editedByOthers(req, { collection: slug, ids: [id] })).size > 0
    if (!isLocked) return { ...args, overrideLock: true }
    // Who may not write it is told that first, and by Payload.
    if (overrideAccess || (await mayChange(req, { collection: slug, id, operation, data }))) throw locked[operation](id)
  } else if (where) {
    if (operation === 'update' && versions) req.context[bulkContext] = true
    const ids = await idsOf(req, { collection, operation, where, data, draft, trash, overrideAccess })
    await lock(ids)
    const isFree = !overrideLock && (await editedByOthers(req, { collection: slug, ids })).size === 0
    if (isFree) return { ...args, overrideLock: true }
  }
  return args
}

/** In Payload's words. */
const locked = {
  update: (id: Id) => new Locked(`Document with ID ${id} is currently locked by another user and cannot be updated.`),
  delete: (id: Id) => new Locked(`Document with ID ${id} is currently locked and cannot be deleted.`),
} as const

interface Writing {
  /** Of a document, or of the version that is restored. */
  id?: Id
  where?: Where
  data?: unknown
  draft?: boolean
  trash?: boolean
  overrideAccess?: boolean
  /** Whether it is written under a user's open form. Payload's default: `true`; its routes say `false`. */
  overrideLock?: boolean
}

const documentOfVersion = async (req: PayloadRequest, collection: CollectionSlug, version: Id): Promise<Id[]> => {
  const db = await transactionOf(req)
  const { rows } = await db.execute(sql`
    select parent_id from ${versionsTable(req.payload, collection)} where id = ${version} and parent_id is not null
  `)
  return rows.map((row) => row.parent_id as Id)
}

interface IdsOf extends Omit<Writing, 'id'> {
  collection: SanitizedCollectionConfig
  operation: 'update' | 'delete'
  where: Where
}

/** Of the documents that Payload is about to find: by the access of the operation, whatever of them the user may read. */
const idsOf = async (
  req: PayloadRequest,
  { collection, operation, where, data, draft = false, trash = false, overrideAccess = false }: IdsOf,
): Promise<Id[]> => {
  const allowed = overrideAccess || (await collection.access[operation]({ req, data }))
  if (!allowed) return []
  const { docs } = await req.payload.find({
    ...{ collection: collection.slug, where: allowed === true ? where : { and: [where, allowed] }, draft, trash, req },
    ...{ depth: 0, pagination: false, joins: false, select: {} },
    // The condition is the access.
    overrideAccess: true,
  })
  return docs.map(({ id }) => id)
}

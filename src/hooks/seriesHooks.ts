import { sql } from '@payloadcms/db-postgres/drizzle'
import type { CollectionBeforeDeleteHook, CollectionBeforeOperationHook, PayloadRequest } from 'payload'
import { table } from '../database/adapter.js'
import { deleteParts } from '../database/deleteParts.js'
import { transactionOf } from '../database/transactions.js'
import { lockDocuments } from '../drafts/documentLocks.js'
import { RequestError } from '../errors.js'
import { positionsOfSeries } from '../kinds/drillBatches/seriesSize.js'
import type { Settings } from '../options/Settings.js'
import { cancelRun } from '../runs/controlRun.js'
import { lockRun } from '../runs/sql/runs.js'
import { storeIn } from '../runs/sql/store.js'
import { finalStatuses, type Id, keyOfDocument } from '../runs/vocabulary.js'

/** What becomes of the drills of a series that is deleted: `?drills=keep`, or `context: {drills: 'keep'}` in the Local API. */
const fates = ['delete', 'keep'] as const

/**
 * Many series at once may hold hundreds of drills that nobody thought of, and Payload's question names none of them.
 *
 * @throws RequestError 400 when a request for several does not say what becomes of their drills
 */
export const askForDrills: CollectionBeforeOperationHook = ({ args, operation, req }) => {
  if (operation !== 'delete' || 'id' in args || req.payloadAPI === 'local' || fateOf(req)) return
  throw new RequestError(
    400,
    'The drills of a series are deleted with it. Delete one series at a time, on its page; or say with ?drills=delete or ?drills=keep what becomes of the drills of all of them.',
    { code: 'drills_undecided', allowed: fates },
  )
}

/**
 * Cancels what is still being generated for a series and deletes its drills, in the transaction that deletes it: all or
 * nothing. Drills that are kept belong to no series afterwards.
 */
export const deleteDrillsOfSeries =
  (settings: Settings): CollectionBeforeDeleteHook =>
  async ({ id, req }) => {
    const { slugs } = settings
    const fate = fateOf(req) ?? 'delete'
    const db = await transactionOf(req)
    // Before the key of the series: a save of a drill has locked the drill, and takes the key then.
    const drills = await db.execute(sql`select id from ${table(req.payload, slugs.drills)} where series_id = ${id}`)
    await lockDocuments(req, { collection: slugs.drills, ids: drills.rows.map((row) => row.id as Id) })
    if (fate === 'delete') {
      // In the order of their ids, as workers lock those they write drills for: the drills are counted on them as they go, in
      // no order.
      const ids = [...(await positionsOfSeries(settings, req, id))]
      await lockDocuments(req, { collection: slugs.positions, ids })
    }
    // A save of drills holds the key of the series, then locks the run: so must we, or both would wait for each other.
    await db.execute(sql`select 1 from ${table(req.payload, slugs.drillSeries)} where id = ${id} for update`)
    await cancelRunsOf(settings, req, id)
    if (fate === 'keep') return
    await deleteParts(req, {
      collection: slugs.drills,
      where: { series: { equals: id } },
      refusal: {
        stays: 'The series stays: a drill of it could not be deleted.',
        document: 'drill',
        code: 'drill_not_deleted',
      },
    })
  }

const cancelRunsOf = async (settings: Settings, req: PayloadRequest, series: Id): Promise<void> => {
  const { slugs } = settings
  const target = { relationTo: slugs.drillSeries, value: series }
  const { docs } = await req.payload.find({
    collection: slugs.generationRuns,
    where: { targetKey: { equals: keyOfDocument(target) }, status: { not_in: [...finalStatuses] } },
    select: { status: true },
    depth: 0,
    pagination: false,
    // Runs of others, too: what they make would belong to nothing.
    overrideAccess: true,
    req,
  })
  const store = await storeIn(req, settings)
  for (const { id } of docs) {
    const run = await lockRun(store, id)
    if (!run?.isOpen) continue
    await cancelRun(store, id, 'Cancelled: its series was deleted.')
  }
}

/** @throws RequestError 400 when it is neither */
const fateOf = ({ query, context }: PayloadRequest): (typeof fates)[number] | undefined => {
  const given = context.drills ?? query?.drills
  const fate = fates.find((known) => known === given)
  if (given === undefined || fate) return fate
  throw new RequestError(400, 'drills must be delete or keep.', { code: 'invalid_drills', allowed: fates })
}

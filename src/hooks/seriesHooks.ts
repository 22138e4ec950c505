import { sql } from '@payloadcms/db-postgres/drizzle'
import type { CollectionBeforeDeleteHook, CollectionBeforeOperationHook, PayloadRequest } from 'payload'
import { table } from '../database/adapter.js'
import { transactionOf } from '../database/transactions.js'
import { RequestError } from '../errors.js'
import type { Settings } from '../options/Settings.js'
import { lockRun, markCancelled } from '../runs/sql/runs.js'
import { cancelSteps } from '../runs/sql/steps.js'
import { runTables } from '../runs/sql/tables.js'
import { finalStatuses, type Id } from '../runs/vocabulary.js'

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
  ({ slugs }: Settings): CollectionBeforeDeleteHook =>
  async ({ id, req }) => {
    const fate = fateOf(req) ?? 'delete'
    const db = await transactionOf(req)
    // Whoever saves drills holds the key of the series, then locks the run: so must we, or both would wait for each other.
    await db.execute(sql`select 1 from ${table(req.payload, slugs.drillSeries)} where id = ${id} for update`)
    await cancelRunsOf(slugs, req, id)
    if (fate === 'keep') return
    const { errors } = await req.payload.delete({
      collection: slugs.drills,
      where: { series: { equals: id } },
      depth: 0,
      // Whoever may delete the series may delete what it consists of.
      overrideAccess: true,
      req,
    })
    const [first] = errors
    if (!first) return
    throw new RequestError(409, `The series stays: a drill of it could not be deleted. ${first.message}`, {
      code: 'drill_not_deleted',
      drill: first.id,
    })
  }

const cancelRunsOf = async (slugs: Settings['slugs'], req: PayloadRequest, series: Id): Promise<void> => {
  const { docs } = await req.payload.find({
    collection: slugs.generationRuns,
    where: { series: { equals: series }, status: { not_in: [...finalStatuses] } },
    select: { status: true },
    depth: 0,
    pagination: false,
    // Runs of others, too: what they make would belong to nothing.
    overrideAccess: true,
    req,
  })
  const db = await transactionOf(req)
  const tables = runTables(req.payload, slugs)
  for (const { id } of docs) {
    const run = await lockRun(db, tables, id)
    if (!run?.isOpen) continue
    await markCancelled(db, tables, id, 'Cancelled: its series was deleted.')
    await cancelSteps(db, tables, id)
  }
}

/** @throws RequestError 400 when it is neither */
const fateOf = ({ query, context }: PayloadRequest): (typeof fates)[number] | undefined => {
  const given = context.drills ?? query?.drills
  const fate = fates.find((known) => known === given)
  if (given === undefined || fate) return fate
  throw new RequestError(400, 'drills must be delete or keep.', { code: 'invalid_drills', allowed: fates })
}

import type { CollectionAfterChangeHook, CollectionAfterOperationHook, CollectionBeforeDeleteHook } from 'payload'
import { TransactionGone, transactionOf } from '../database/transactions.js'
import { RequestError } from '../errors.js'
import type { Settings } from '../options/Settings.js'
import { lockRunToDelete } from '../runs/sql/runs.js'
import { insertSteps } from '../runs/sql/steps.js'
import { runTables } from '../runs/sql/tables.js'
import { insertWakeUps } from '../runs/sql/wakeUps.js'

/** Writes the run's `plan` step and its wake-up in the transaction that creates the run: all or nothing. */
export const startRunHook =
  ({ slugs, queue }: Settings): CollectionAfterChangeHook =>
  async ({ doc, operation, req }) => {
    if (operation !== 'create') return
    const db = await transactionOf(req)
    const tables = runTables(req.payload, slugs)
    await insertSteps(db, tables, { run: doc.id, kind: 'plan', firstIndex: 0, inputs: [{}] })
    await insertWakeUps(db, tables, { queue, count: 1 })
  }

/**
 * Says no when a hook of another plugin has had the request's transaction rolled back and swallowed the error: Payload
 * would answer 201 for a run that is not there. Comes after all hooks, before the commit.
 */
export const checkRunKept: CollectionAfterOperationHook = async ({ operation, req, result }) => {
  if (operation !== 'create') return result
  try {
    await transactionOf(req)
    return result
  } catch (error) {
    if (!(error instanceof TransactionGone)) throw error
    req.payload.logger.error({ err: error, msg: 'a hook of another plugin undid a new run' })
    throw new RequestError(503, 'The run was not kept: another plugin of this site undid it. The log says more.', {
      code: 'not_saved',
    })
  }
}

/** Steps mean nothing without their run; a worker that holds one finds its lease gone. Drafts and the ledger stay. */
export const deleteRunSteps =
  ({ slugs }: Settings): CollectionBeforeDeleteHook =>
  async ({ id, req }) => {
    // Everyone who writes both locks the run before its steps; so must we, or a save under way could deadlock with us.
    if (req.transactionID) await lockRunToDelete(await transactionOf(req), runTables(req.payload, slugs), id)
    await req.payload.delete({
      collection: slugs.generationSteps,
      where: { run: { equals: id } },
      // Whoever may delete the run may delete what it consists of.
      overrideAccess: true,
      req,
    })
  }

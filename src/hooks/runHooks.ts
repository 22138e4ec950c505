import type { CollectionAfterChangeHook, CollectionAfterOperationHook, CollectionBeforeDeleteHook } from 'payload'
import { TransactionGone, transactionOf } from '../database/transactions.js'
import { RequestError } from '../errors.js'
import type { Settings } from '../options/Settings.js'
import { openSteps } from '../runs/openSteps.js'
import type { RunKind } from '../runs/RunKind.js'
import { forgetRun, lockRunToDelete } from '../runs/sql/runs.js'
import { storeIn } from '../runs/sql/store.js'
import { runDocOf } from '../runs/step/StepContext.js'

/** Writes the run's first steps and their wake-ups in the transaction that creates the run: all or nothing. */
export const startRunHook =
  (settings: Settings, kinds: readonly RunKind[]): CollectionAfterChangeHook =>
  async ({ doc, operation, req }) => {
    if (operation !== 'create') return
    const kind = kinds.find((known) => known.kind === doc.kind)
    if (!kind) throw new Error(`A run of the kind "${doc.kind}" was admitted, which is not known.`)
    const progress = { openSteps: 0, nextIndex: 0, isPlanned: false }
    await openSteps(await storeIn(req, settings), { req, kind, run: runDocOf(doc), progress })
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
  (settings: Settings): CollectionBeforeDeleteHook =>
  async ({ id, req }) => {
    // Everyone who writes both locks the run before its steps; so must we, or a save under way could deadlock with us.
    if (req.transactionID) {
      const store = await storeIn(req, settings)
      await lockRunToDelete(store, id)
      await forgetRun(store, id)
    }
    await req.payload.delete({
      collection: settings.slugs.generationSteps,
      where: { run: { equals: id } },
      // Whoever may delete the run may delete what it consists of.
      overrideAccess: true,
      req,
    })
  }

import type { CollectionBeforeDeleteHook } from 'payload'
import { transactionOf } from '../database/transactions.js'
import type { Settings } from '../options/Settings.js'
import { lockRunToDelete } from '../runs/sql/runs.js'
import { runTables } from '../runs/sql/tables.js'

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

import type { CollectionAfterDeleteHook } from 'payload'
import { transactionOf } from '../database/transactions.js'
import type { Settings } from '../options/Settings.js'
import { runTables } from '../runs/sql/tables.js'
import { hastenSteps } from '../runs/sql/wakeUps.js'

/** Whoever waits for a provider asks it again soon after an admin has closed its breaker. */
export const askAgainHook =
  ({ slugs, queue }: Settings): CollectionAfterDeleteHook =>
  async ({ req, doc }) =>
    hastenSteps(await transactionOf(req), runTables(req.payload, slugs), { queue, provider: doc.provider })

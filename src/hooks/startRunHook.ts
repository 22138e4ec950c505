import type { CollectionAfterChangeHook } from 'payload'
import { transactionOf } from '../database/transactions.js'
import type { Settings } from '../options/Settings.js'
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

import type { BasePayload } from 'payload'
import { poolOf } from '../database/postgres.js'
import { settingsOf } from '../options/settingsOf.js'
import { countOpenSteps } from '../runs/sql/countOpenSteps.js'
import { insertWakeUps } from '../runs/sql/insertWakeUps.js'
import { runTables } from '../runs/sql/runTables.js'
import { sweep } from '../runs/sweep.js'
import { msUntilDue } from './msUntilDue.js'

/**
 * What the worker's sweeper does, for hosts that have none: puts right what runners left that died, and while steps are
 * open leaves a wake-up for when a lease that begins now would end, so that somebody looks again.
 */
export const keepWatch = async (payload: BasePayload): Promise<void> => {
  const settings = settingsOf(payload)
  const { queue, slugs, steps } = settings
  const db = poolOf(payload)
  const tables = runTables(payload, slugs)
  await sweep(payload, settings)
  const { queued, running } = await countOpenSteps(db, tables)
  const leaseMs = steps.leaseSeconds * 1000
  const dueMs = await msUntilDue(db, tables.jobs, queue)
  if (queued + running > 0 && (dueMs ?? Number.POSITIVE_INFINITY) > leaseMs) {
    await insertWakeUps(db, tables, { queue, count: 1, delayMs: leaseMs })
  }
}

import type { BasePayload } from 'payload'
import { poolOf } from '../database/adapter.js'
import type { Settings } from '../options/Settings.js'
import { endStuckRuns } from './endStuckRuns.js'
import type { SeenOverdue } from './SeenOverdue.js'
import { countMissingWakeUps } from './sql/countMissingWakeUps.js'
import { deleteOldBreakers } from './sql/deleteOldBreakers.js'
import { deleteStaleWakeUps } from './sql/deleteStaleWakeUps.js'
import { insertWakeUps } from './sql/insertWakeUps.js'
import { reopenExpiredSteps } from './sql/reopenExpiredSteps.js'
import { runTables } from './sql/runTables.js'
import { showStep } from './sql/showStep.js'

/** Most wake-ups one sweep adds; the next sweep adds more if they are still missing. */
const maxWakeUps = 500

interface Swept {
  reopened: number
  woken: number
  ended: number
}

/**
 * Puts right what killed workers left behind: expired steps reopen, due steps without a wake-up get one, runs that nobody
 * ends are ended. Nothing is touched while generating is switched off. Who sweeps again and again gives the same `seenOverdue`
 * each time; without it, no run is found overdue for long enough.
 */
export const sweep = async (
  payload: BasePayload,
  settings: Settings,
  seenOverdue: SeenOverdue = new Map(),
): Promise<Swept> => {
  if (!settings.enabled) return { reopened: 0, woken: 0, ended: 0 }
  const db = poolOf(payload)
  const tables = runTables(payload, settings.slugs)
  const expired = await reopenExpiredSteps(db, tables)
  await deleteStaleWakeUps(db, tables, settings.queue)
  await deleteOldBreakers(db, tables)
  const woken = Math.min(await countMissingWakeUps(db, tables, settings.queue), maxWakeUps)
  await insertWakeUps(db, tables, { queue: settings.queue, count: woken })
  // Afterwards and one by one: every writer locks the run before the step, and the expired ones were locked already.
  for (const step of expired) await showStep(db, tables, step)
  return { reopened: expired.length, woken, ended: await endStuckRuns(payload, settings, seenOverdue) }
}

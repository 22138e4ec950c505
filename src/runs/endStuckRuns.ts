import type { BasePayload } from 'payload'
import { inTransaction } from '../database/inTransaction.js'
import { poolOf } from '../database/postgres.js'
import { transactionOf } from '../database/transactionOf.js'
import { loggable } from '../errors/loggable.js'
import type { Settings } from '../options/Settings.js'
import { finishIndex } from './finishIndex.js'
import { outcomeOf } from './outcomeOf.js'
import { raiseAlert } from './raiseAlert.js'
import { runKinds } from './runKinds.js'
import type { Id } from './Step.js'
import { cancelSteps } from './sql/cancelSteps.js'
import { findStuckRuns } from './sql/findStuckRuns.js'
import { finishRun } from './sql/finishRun.js'
import { insertSteps } from './sql/insertSteps.js'
import { insertWakeUps } from './sql/insertWakeUps.js'
import { progressRun } from './sql/progressRun.js'
import { runTables } from './sql/runTables.js'
import { setDeadlines } from './sql/setDeadlines.js'

/**
 * The watchdog: a run whose time is up and whose steps have not ended it within another lease is ended with what it has,
 * and one without a step that could end it gets its last. Each is told with an alert, because neither comes to pass while
 * workers do what they should. How many there were.
 */
export const endStuckRuns = async (payload: BasePayload, settings: Settings): Promise<number> => {
  const db = poolOf(payload)
  const tables = runTables(payload, settings.slugs)
  const { leaseSeconds: marginSeconds, runDeadlineMs } = settings.steps
  await setDeadlines(db, tables, runDeadlineMs)
  const stuck = await findStuckRuns(db, tables, { marginSeconds })
  for (const { id } of stuck) {
    try {
      const message = await endOne(payload, settings, id)
      if (message) await raiseAlert(payload, settings.slugs, { run: id, message })
    } catch (err) {
      // The others must not wait for it.
      payload.logger.error({
        err: loggable(err),
        msg: 'a stuck run could not be ended; the next sweep tries again',
        runId: id,
      })
    }
  }
  return stuck.length
}

/** What was done, in words; `undefined` when it was no longer stuck. */
const endOne = (payload: BasePayload, settings: Settings, id: Id): Promise<string | undefined> =>
  inTransaction(payload, async (req) => {
    const db = await transactionOf(req)
    const tables = runTables(payload, settings.slugs)
    const [run] = await findStuckRuns(db, tables, { marginSeconds: settings.steps.leaseSeconds, run: id })
    if (!run) return undefined
    if (!run.isOverdue) {
      // Only for the new version: whoever follows the run learns of the step by it.
      await progressRun(db, tables, { run: id, generated: 0, failed: 0, openSteps: 0 })
      await insertSteps(db, tables, { run: id, kind: 'finish', firstIndex: finishIndex, inputs: [{}] })
      await insertWakeUps(db, tables, { queue: settings.queue, count: 1 })
      return `Run ${id} had no step left that could end it, and got one. Steps are written by workers only: look who else writes, or deletes, rows of ${settings.slugs.generationSteps}.`
    }
    const kind = runKinds(settings).find((known) => known.kind === run.kind)
    const outcome = await outcomeOf(db, tables, { run, kind, whyOpen: 'the run took longer than it may' })
    await finishRun(db, tables, { run: id, ...outcome })
    await cancelSteps(db, tables, id)
    return `Run ${id} was still open when its time was up, and was ended with what it had. Look whether workers take steps at all, and whether they are enough.`
  })

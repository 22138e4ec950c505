import type { BasePayload } from 'payload'
import { inTransaction } from '../database/transactions.js'
import { loggable } from '../errors.js'
import { hasRoom } from '../limits/ceiling.js'
import type { Settings } from '../options/Settings.js'
import { raiseAlert } from './alerts.js'
import { coursewrightOf } from './coursewrightOf.js'
import { outcomeOf } from './endRun.js'
import { openFinish } from './openSteps.js'
import { findExpiredCalls, reopenExpiredStep, reopenExpiredSteps } from './sql/claims.js'
import { progressRun, showStep } from './sql/progress.js'
import { findStuckRuns } from './sql/reads.js'
import { finishRun, lockRun, setDeadlines } from './sql/runs.js'
import { cancelSteps } from './sql/steps.js'
import { poolStore, storeIn } from './sql/store.js'
import { countMissingWakeUps, deleteStaleWakeUps, insertWakeUps } from './sql/wakeUps.js'
import { resumePausedRuns } from './step/budgetPauses.js'
import type { Id, Step } from './vocabulary.js'

/** Most wake-ups one sweep adds; the next sweep adds more if they are still missing. */
const maxWakeUps = 500

interface Swept {
  reopened: number
  woken: number
  ended: number
}

/**
 * Puts right what killed workers left behind: expired steps reopen, due steps without a wake-up get one, runs whose budget
 * has room again go on, and runs that no worker ends are ended. Nothing is touched while generating is switched off. A
 * process that sweeps again and again gives the same `seenOverdue` each time; without it, no run is found overdue for long
 * enough.
 */
export const sweep = async (
  payload: BasePayload,
  settings: Settings,
  seenOverdue: SeenOverdue = new Map(),
): Promise<Swept> => {
  if (!settings.enabled) return { reopened: 0, woken: 0, ended: 0 }
  const store = poolStore(payload, settings)
  const expired = [...(await reopenExpiredSteps(store)), ...(await reopenExpiredCalls(payload, settings))]
  await resumePausedRuns(payload, settings)
  await deleteStaleWakeUps(store)
  const woken = Math.min(await countMissingWakeUps(store, { mayBegin: hasRoom(store) }), maxWakeUps)
  await insertWakeUps(store, { count: woken })
  // Afterwards and one by one: every writer locks the run before the step, and the expired ones were locked already.
  for (const step of expired) await showStep(store, step)
  return { reopened: expired.length, woken, ended: await endStuckRuns(payload, settings, seenOverdue) }
}

/** One by one: each is a transaction that locks its run first, as every writer does. */
const reopenExpiredCalls = async (payload: BasePayload, settings: Settings): Promise<Pick<Step, 'id' | 'run'>[]> => {
  const reopened: Pick<Step, 'id' | 'run'>[] = []
  for (const step of await findExpiredCalls(poolStore(payload, settings))) {
    try {
      const isDone = await inTransaction(payload, async (req) => reopenExpiredStep(await storeIn(req, settings), step))
      if (isDone) reopened.push(step)
    } catch (err) {
      // The others must not wait for it.
      payload.logger.error({
        err: loggable(err),
        msg: 'a step could not be reopened; the next sweep tries again',
        stepId: step.id,
      })
    }
  }
  return reopened
}

/**
 * A run overdue for so long is ended by the first sweep that sees it: where no process lives for a lease, none else would.
 */
const longestOverdueSeconds = 30 * 86_400

/**
 * The watchdog: a run without a step that could end it gets its last, and one whose time is up is ended with what it has,
 * once this process has seen it so for a lease. Not by the deadline alone: when no worker ran for a weekend, all of them
 * have passed, and workers that start again must get to the steps first, which save stored answers and end their runs in
 * order. Each is told with an alert, because neither comes to pass while workers do what they should. How many were ended.
 */
const endStuckRuns = async (payload: BasePayload, settings: Settings, seen: SeenOverdue): Promise<number> => {
  const store = poolStore(payload, settings)
  await setDeadlines(store, settings.steps.runDeadlineMs)
  const stuck = await findStuckRuns(store)
  const overdue = new Set(stuck.filter(({ overdueSeconds }) => overdueSeconds > 0).map(({ id }) => id))
  for (const id of seen.keys()) if (!overdue.has(id)) seen.delete(id)
  const nowMs = performance.now()
  let ended = 0
  for (const { id, overdueSeconds, hasSteps } of stuck) {
    const sinceMs = seen.get(id) ?? nowMs
    if (overdue.has(id)) seen.set(id, sinceMs)
    const hadItsTime = nowMs - sinceMs >= settings.steps.leaseSeconds * 1000 || overdueSeconds > longestOverdueSeconds
    if (hasSteps && !hadItsTime) continue
    try {
      const done = await endOne(payload, settings, { id, hadItsTime })
      if (!done) continue
      if (done.hasEnded) ended += 1
      await raiseAlert(payload, settings, {
        cause: `${done.hasEnded ? 'overdue' : 'stuck'}:${id}`,
        level: 'error',
        run: id,
        message: done.message,
      })
    } catch (err) {
      // The others must not wait for it.
      payload.logger.error({
        err: loggable(err),
        msg: 'a stuck run could not be ended; the next sweep tries again',
        runId: id,
      })
    }
  }
  return ended
}

interface EndOne {
  id: Id
  /** Whether its steps have had the time to end it. */
  hadItsTime: boolean
}

/** What was done, in words; `undefined` when it was no longer stuck. */
const endOne = (payload: BasePayload, settings: Settings, { id, hadItsTime }: EndOne) =>
  inTransaction(payload, async (req): Promise<{ hasEnded: boolean; message: string } | undefined> => {
    const store = await storeIn(req, settings)
    // First and by itself: a statement that waited for the lock would not see the step that another sweep has just added.
    const run = await lockRun(store, id)
    const [stuck] = await findStuckRuns(store, id)
    if (!run || !stuck) return undefined
    if (stuck.overdueSeconds > 0 && hadItsTime) {
      const whyOpen = { reason: 'the run took longer than it may', isPublic: true }
      const { kinds } = coursewrightOf(payload)
      await finishRun(store, { run: id, ...(await outcomeOf(store, { kinds, run, whyOpen })) })
      await cancelSteps(store, { run: id })
      const message = `Run ${id} was still open when its time was up, and was ended with what it had. Look whether workers take steps at all, and whether they are enough.`
      return { hasEnded: true, message }
    }
    if (stuck.hasSteps) return undefined
    // Only for the new version: clients that follow the run learn of the step by it.
    await progressRun(store, { run: id, generated: 0, failed: 0, openSteps: 0 })
    await openFinish(store, id)
    const message = `Run ${id} had no step left that could end it, and got one. Steps are written by workers only: look who else writes, or deletes, rows of ${settings.slugs.generationSteps}.`
    return { hasEnded: false, message }
  })

/** Runs that this process has seen overdue from sweep to sweep, and since when, by `performance.now()`. */
export type SeenOverdue = Map<Id, number>

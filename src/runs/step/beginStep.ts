import { inTransaction } from '../../database/transactions.js'
import { lockCeiling, waitingForRoom } from '../../limits/ceiling.js'
import { longestTimerMs } from '../../waiting.js'
import { findOurSteps } from '../sql/claims.js'
import { type BegunStep, beginStep as beginRow } from '../sql/progress.js'
import { lockRun } from '../sql/runs.js'
import { storeIn } from '../sql/store.js'
import { wakeRest } from '../sql/wakeUps.js'
import { LeaseLost } from '../vocabulary.js'
import type { HeldStep } from './StepContext.js'

/**
 * Shows that the step is being worked on; tells when the run's time is up.
 *
 * @throws LeaseLost when the run has ended since the claim: nothing more may be spent on it
 * @throws NoRoom when the run has not begun, and as many others are worked on as may be
 */
export const beginStep = async (held: HeldStep): Promise<AbortSignal> => {
  const { store, step, settings } = held
  const { runDeadlineMs } = settings.steps
  const begun = (await beginRow(store, { step, runDeadlineMs })) ?? (await beginRun(held))
  // A run that was paused since the claim lets what is under way be done.
  if (!begun && !(await findOurSteps(store, [step])).has(step.id)) throw new LeaseLost(step.id)
  const remainingMs = begun?.remainingMs ?? runDeadlineMs
  return remainingMs > 0 ? AbortSignal.timeout(Math.min(Math.ceil(remainingMs), longestTimerMs)) : AbortSignal.abort()
}

/**
 * The first step of a run, also after it was resumed or retried: whether there is room is decided by one worker at a time, so
 * that there are never more runs than may be. The claim has only looked. `undefined` when the run does not wait.
 */
const beginRun = ({ payload, settings, step }: HeldStep): Promise<BegunStep | undefined> =>
  inTransaction(payload, async (req) => {
    const store = await storeIn(req, settings)
    const run = await lockRun(store, step.run)
    // Another step of it may have been the first.
    const mayBeginRun = run?.status === 'queued'
    if (mayBeginRun) await lockCeiling(store)
    const begun = await beginRow(store, { step, runDeadlineMs: settings.steps.runDeadlineMs, mayBeginRun })
    if (begun) await wakeRest(store, begun.waiting)
    else if (mayBeginRun && (await findOurSteps(store, [step])).has(step.id))
      throw new NoRoom(settings.limits.maxRunning)
    return begun
  })

/** As many runs are worked on as may be: the step waits until one of them has ended, or pauses. */
export class NoRoom extends Error {
  override readonly name = 'NoRoom'

  constructor(limit: number) {
    super(waitingForRoom(limit))
  }
}

import { LeaseLost } from './LeaseLost.js'
import type { HeldStep } from './StepContext.js'
import { announceStep } from './sql/announceStep.js'
import { findOurSteps } from './sql/findOurSteps.js'

/** Timers of Node take no more than 31 bits. */
const maxTimerMs = 2 ** 31 - 1

/**
 * Shows that the step is being worked on; tells when the run's time is up.
 *
 * @throws LeaseLost when the run has ended since the claim: nothing more may be spent on it
 */
export const announce = async ({ db, tables, step, settings }: HeldStep): Promise<AbortSignal> => {
  const { runDeadlineMs } = settings.steps
  const leftMs = await announceStep(db, tables, { step, runDeadlineMs })
  // A run that was paused since the claim lets what is under way be done.
  if (leftMs === undefined && !(await findOurSteps(db, tables, [step])).has(step.id)) throw new LeaseLost(step.id)
  const remainingMs = leftMs ?? runDeadlineMs
  return remainingMs > 0 ? AbortSignal.timeout(Math.min(Math.ceil(remainingMs), maxTimerMs)) : AbortSignal.abort()
}

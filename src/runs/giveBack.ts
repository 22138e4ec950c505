import { inTransaction, transactionOf } from '../database/transactions.js'
import { LeaseLost } from './LeaseLost.js'
import type { HeldStep } from './StepContext.js'
import { insertWakeUps } from './sql/insertWakeUps.js'
import { releaseStep } from './sql/releaseStep.js'

interface GiveBack {
  /** Why, in plain words. */
  error: string
  /** Default: `steps.retryDelayMs`. Never longer than until the run's time is up. */
  delayMs?: number
  /**
   * Whether this claim counts towards those a step may have, and its calls towards its attempts. Default: unless it waits
   * for providers; the calls count then too when `steps.outageMs` is over.
   */
  isCounted?: boolean
  /** Providers it waits for. Default: none. */
  waitsFor?: readonly string[]
}

/**
 * Hands the step back to the queue, with the wake-up for its next try.
 *
 * @throws LeaseLost
 */
export const giveBack = async (
  { payload, settings, tables, step }: HeldStep,
  { error, delayMs = settings.steps.retryDelayMs, waitsFor, isCounted = !waitsFor }: GiveBack,
): Promise<void> =>
  inTransaction(payload, async (req) => {
    const db = await transactionOf(req)
    const released = await releaseStep(db, tables, {
      ...{ step, error, delayMs, isCounted, waitsFor },
      outageMs: settings.steps.outageMs,
    })
    if (!released) throw new LeaseLost(step.id)
    await insertWakeUps(db, tables, { queue: settings.queue, count: 1, delayMs: released.delayMs })
  })

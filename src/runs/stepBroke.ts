import { isOutage } from '../database/outages.js'
import { inTransaction, transactionOf } from '../database/transactions.js'
import { loggable, RequestError } from '../errors.js'
import { shorten, storable } from '../text.js'
import { alertOfStep } from './alerts.js'
import { failRun } from './endRun.js'
import { failStep } from './endStep.js'
import { type HeldStep, maxClaims, type StepContext, UnknownKind } from './StepContext.js'
import { releaseStep } from './sql/steps.js'
import { insertWakeUps } from './sql/wakeUps.js'
import { LeaseLost } from './vocabulary.js'

/** So that workers of an older version do not take each step of a new kind again and again. */
const unknownKindDelayMs = 10_000

interface StepBroke {
  held: HeldStep
  /** Missing when not even the run could be read. */
  context: StepContext | undefined
  error: unknown
  /** The worker must stop: nothing went wrong. */
  isStopping: boolean
}

/**
 * Deals with a step that was not finished: handed back to be tried again, given up when it broke off too often or when
 * trying again cannot help, left alone when it belongs to somebody else by now.
 */
export const stepBroke = async (broken: StepBroke): Promise<void> => {
  const { payload, step, signal } = broken.held
  const facts = { runId: step.run, stepId: step.id, kind: step.kind, claim: step.claims }
  const isLost = (cause: unknown) => cause instanceof LeaseLost || signal.reason instanceof LeaseLost
  try {
    if (isLost(broken.error)) throw broken.error
    if (!broken.isStopping) payload.logger.error({ ...facts, err: loggable(broken.error), msg: 'a step broke off' })
    await handOn(broken)
  } catch (cause) {
    // Whoever holds the step now, or cancelled it, goes on; the sweeper picks it up when nobody does.
    if (isLost(cause)) payload.logger.info({ ...facts, msg: 'the lease on a step was lost' })
    else
      payload.logger.error({
        ...facts,
        err: loggable(cause),
        msg: 'a step could not be handed back; its lease will expire',
      })
  }
}

const handOn = async ({ held, context, error, isStopping }: StepBroke): Promise<void> => {
  const { step, settings } = held
  // None of the first three says anything about the step, however often it happens.
  if (isStopping) {
    return giveBack(held, { error: 'The worker stopped before it was done.', delayMs: 0, isCounted: false })
  }
  if (isOutage(error)) {
    return giveBack(held, { error: 'The database was out of order; it is tried again.', isCounted: false })
  }
  if (error instanceof UnknownKind) {
    const reason = 'It waits for a worker that knows what to do with it; the one that had it is of another version.'
    return giveBack(held, { error: reason, delayMs: unknownKindDelayMs, isCounted: false })
  }
  const isExhausted = step.claims >= maxClaims(settings)
  const reason = reasonOf(error)
  if (!isExhausted && !(context && step.kind !== 'finish' && error instanceof RequestError)) {
    return giveBack(held, { error: 'Something went wrong while working on this step; it is tried again.' })
  }
  if (context && step.kind !== 'finish') await failStep(context, reason)
  else await failRun(held, reason)
  if (!isExhausted) return
  const lastly = `The last time: ${reason}${/[.!?]$/.test(reason) ? '' : '.'}`
  await alertOfStep(
    held,
    `broke off ${step.claims} times and was given up. ${lastly} The log of the workers says more.`,
  )
}

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

/** Longer ones are cut: a reason is one line on a run. */
const maxLength = 300

/** Why something broke, fit for editors: never SQL with its parameters, which is what Drizzle puts into its messages. */
export const reasonOf = (error: unknown): string => {
  const shown = loggable(error)
  if (!(shown instanceof Error)) return 'unknown error'
  return shorten(storable(shown.message), maxLength) || shown.name
}

import { isOutage } from '../../database/outages.js'
import { inTransaction } from '../../database/transactions.js'
import { loggable, RequestError } from '../../errors.js'
import { shorten, storable } from '../../text.js'
import { alertOfStep } from '../alerts.js'
import { failRun } from '../endRun.js'
import { RunPaused } from '../kind/RunPaused.js'
import { finishKind } from '../openSteps.js'
import { markPaused } from '../sql/runs.js'
import * as steps from '../sql/steps.js'
import { storeIn } from '../sql/store.js'
import { insertWakeUps } from '../sql/wakeUps.js'
import { StepWaits } from '../topics.js'
import { LeaseLost } from '../vocabulary.js'
import { NoRoom } from './beginStep.js'
import { failStep } from './endStep.js'
import { type HeldStep, maxClaims, type StepContext, UnknownKind } from './StepContext.js'

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
 * Deals with a step that was not finished: released to be tried again, given up when it broke off too often or when
 * trying again cannot help, not touched when another worker holds it by now.
 */
export const stepBroke = async (broken: StepBroke): Promise<void> => {
  const { payload, step, signal } = broken.held
  const facts = { runId: step.run, stepId: step.id, kind: step.kind, claim: step.claims }
  const isLost = (cause: unknown) => cause instanceof LeaseLost || signal.reason instanceof LeaseLost
  try {
    if (isLost(broken.error)) throw broken.error
    if (!broken.isStopping && !isExpected(broken.error)) {
      payload.logger.error({ ...facts, err: loggable(broken.error), msg: 'a step broke off' })
    }
    await handOn(broken)
  } catch (cause) {
    // Another worker holds the step now, or it was cancelled; where neither is so, the sweeper picks it up.
    if (isLost(cause)) payload.logger.info({ ...facts, msg: 'the lease on a step was lost' })
    else
      payload.logger.error({
        ...facts,
        err: loggable(cause),
        msg: 'a step could not be released; its lease will expire',
      })
  }
}

/** Nothing went wrong. */
const isExpected = (error: unknown): boolean =>
  error instanceof StepWaits || error instanceof RunPaused || error instanceof NoRoom

const handOn = async ({ held, context, error, isStopping }: StepBroke): Promise<void> => {
  const { step, settings } = held
  // None of these says anything about the step, however often it happens.
  if (isStopping) {
    return releaseStep(held, { error: 'The worker stopped before it was done.', delayMs: 0, isCounted: false })
  }
  if (isOutage(error)) {
    return releaseStep(held, { error: 'The database was out of order; it is tried again.', isCounted: false })
  }
  if (error instanceof UnknownKind) {
    const reason = 'It waits for a worker that knows what to do with it; the one that had it is of another version.'
    return releaseStep(held, { error: reason, delayMs: unknownKindDelayMs, isCounted: false })
  }
  // When its time is up there is nothing to wait for any more.
  if (error instanceof StepWaits && !context?.deadline.aborted) {
    const { message, topic, delayMs } = error
    return releaseStep(held, { error: message, delayMs, waitsFor: [topic] })
  }
  if (error instanceof RunPaused) return pauseRun(held, error)
  // With a wake-up: this one may have come for another step, which can be claimed.
  if (error instanceof NoRoom) return releaseStep(held, { error: error.message, delayMs: 0, isCounted: false })
  const isExhausted = step.claims >= maxClaims(settings)
  const reason = reasonOf(error)
  const isHopeless = error instanceof RequestError || error instanceof StepWaits
  if (!isExhausted && !(context && step.kind !== finishKind && isHopeless)) {
    return releaseStep(held, { error: 'Something went wrong while working on this step; it is tried again.' })
  }
  if (context && step.kind !== finishKind) await failStep(context, reason)
  else await failRun(held, reason)
  if (!isExhausted) return
  const lastly = `The last time: ${reason}${/[.!?]$/.test(reason) ? '' : '.'}`
  await alertOfStep(
    held,
    `broke off ${step.claims} times and was given up. ${lastly} The log of the workers says more.`,
    error,
  )
}

interface ReleaseStep {
  /** Why, in plain words. */
  error: string
  /** Default: `steps.retryDelayMs`. Never longer than until the run's time is up. */
  delayMs?: number
  /**
   * Whether this claim counts towards those a step may have. Default: unless it waits for a topic. Calls of the claim count as one
   * of the step's attempts all the same, so that what is spent stays bounded; while it waits for a topic only once
   * `steps.outageMs` is over.
   */
  isCounted?: boolean
  /** Topics it waits for. Default: none. */
  waitsFor?: readonly string[]
}

/**
 * Puts the step back into the queue, with the wake-up for its next try.
 *
 * @throws LeaseLost
 */
export const releaseStep = async (
  { payload, settings, step }: HeldStep,
  { error, delayMs = settings.steps.retryDelayMs, waitsFor, isCounted = !waitsFor }: ReleaseStep,
): Promise<void> =>
  inTransaction(payload, async (req) => {
    const store = await storeIn(req, settings)
    const { outageMs } = settings.steps
    const released = await steps.releaseStep(store, { step, error, delayMs, isCounted, waitsFor, outageMs })
    if (!released) throw new LeaseLost(step.id)
    await insertWakeUps(store, { count: 1, delayMs: released.delayMs })
  })

/**
 * Releases the step and pauses its run, in one transaction: nothing more is claimed until a user, or whatever it was
 * paused for, resumes it.
 *
 * @throws LeaseLost
 */
const pauseRun = async (
  { payload, settings, step }: HeldStep,
  { reason, message, until, facts }: RunPaused,
): Promise<void> =>
  inTransaction(payload, async (req) => {
    const store = await storeIn(req, settings)
    const { outageMs } = settings.steps
    const release = { step, error: message, delayMs: 0, isCounted: false, waitsFor: undefined, outageMs }
    if (!(await steps.releaseStep(store, release))) throw new LeaseLost(step.id)
    await markPaused(store, { run: step.run, reason, until, facts })
  })

/** Longer ones are cut: a reason is one line on a run. */
const maxLength = 300

/** Why something broke, fit for editors: never SQL with its parameters, which is what Drizzle puts into its messages. */
export const reasonOf = (error: unknown): string => {
  const shown = loggable(error)
  if (!(shown instanceof Error)) return 'unknown error'
  return shorten(storable(shown.message), maxLength) || shown.name
}

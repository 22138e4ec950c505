import { isOutage } from '../database/isOutage.js'
import { loggable } from '../errors/loggable.js'
import { RequestError } from '../errors/RequestError.js'
import { failRun } from './failRun.js'
import { failStep } from './failStep.js'
import { giveBack } from './giveBack.js'
import { LeaseLost } from './LeaseLost.js'
import { maxClaims } from './maxClaims.js'
import { reasonOf } from './reasonOf.js'
import type { HeldStep, StepContext } from './StepContext.js'

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
export const stepBroke = async ({ held, context, error, isStopping }: StepBroke): Promise<void> => {
  const { payload, step, settings, signal } = held
  const facts = { runId: step.run, stepId: step.id, kind: step.kind, claim: step.claims }
  const isLost = (cause: unknown) => cause instanceof LeaseLost || signal.reason instanceof LeaseLost
  try {
    if (isLost(error)) throw error
    if (isStopping) {
      return await giveBack(held, { error: 'The worker stopped before it was done.', delayMs: 0, isCounted: false })
    }
    payload.logger.error({ ...facts, err: loggable(error), msg: 'a step broke off' })
    // However often: it says nothing about the step.
    if (isOutage(error)) {
      return await giveBack(held, { error: 'The database was out of order; it is tried again.', isCounted: false })
    }
    const isExhausted = step.claims >= maxClaims(settings)
    if (context && step.kind !== 'finish' && (isExhausted || error instanceof RequestError)) {
      return await failStep(context, reasonOf(error))
    }
    if (isExhausted) return await failRun(held, reasonOf(error))
    await giveBack(held, { error: 'Something went wrong while working on this step; it is tried again.' })
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

import type { BasePayload } from 'payload'
import type { Sql } from '../database/adapter.js'
import { type Facts, notificationsOf } from '../database/notifications.js'
import { loggable } from '../errors.js'
import type { HeldSteps } from './createHeldSteps.js'
import { LeaseLost } from './LeaseLost.js'
import type { Step } from './Step.js'
import { renewLease } from './sql/renewLease.js'
import type { RunTables } from './sql/runTables.js'
import { topicOf } from './topicOf.js'

/** What the lease has nothing to fear from: steps of the run come and go. */
const harmless: readonly (string | undefined)[] = ['queued', 'planning', 'running', 'paused']

interface HoldLease {
  payload: BasePayload
  db: Sql
  tables: RunTables
  step: Step
  leaseSeconds: number
  /** Those of the worker, which looks after all of them at once. */
  heldSteps: HeldSteps
  logger: BasePayload['logger']
  /** Aborts the work too, e.g. when the worker must stop. */
  signal: AbortSignal | undefined
}

/**
 * Renews the lease after each third of it and aborts `signal` when it no longer holds: looks when the run is said to have
 * ended, and every second in case nobody said so. When the database has not confirmed it for as long as it lasts, somebody
 * else may hold the step: then it is taken for lost, answer or not. After that nothing is asked any more.
 */
export const holdLease = ({ payload, db, tables, step, leaseSeconds, heldSteps, logger, signal }: HoldLease) => {
  const leaseMs = leaseSeconds * 1000
  const ended = new AbortController()
  const stop = () => ended.abort(signal?.reason)
  const lose = () => ended.abort(new LeaseLost(step.id))
  let heldUntilMs = performance.now() + leaseMs
  let expiry = setTimeout(lose, leaseMs).unref()
  const renew = async () => {
    const askedMs = performance.now()
    try {
      if (!(await renewLease(db, tables, step, leaseSeconds))) lose()
      if (ended.signal.aborted) return
      // Answers may come in another order than they were asked for.
      heldUntilMs = Math.max(heldUntilMs, askedMs + leaseMs)
      clearTimeout(expiry)
      expiry = setTimeout(lose, heldUntilMs - performance.now()).unref()
    } catch (err) {
      // Not knowing is not losing, for now: the fence decides in the end.
      logger.warn({ err: loggable(err), msg: 'renewing a lease failed', stepId: step.id })
    }
  }
  const renewals = setInterval(renew, leaseMs / 3).unref()
  const leave = heldSteps.add(step, lose)
  const listener = (facts: Facts) => {
    if (!harmless.includes(facts?.[1])) heldSteps.look()
  }
  const unsubscribe = notificationsOf(payload).subscribe({ payload, topic: topicOf.run(step.run), listener })
  const release = () => {
    clearTimeout(expiry)
    clearInterval(renewals)
    leave()
    unsubscribe()
    signal?.removeEventListener('abort', stop)
  }
  ended.signal.addEventListener('abort', release)
  signal?.addEventListener('abort', stop)
  if (signal?.aborted) stop()
  return { signal: ended.signal, release }
}

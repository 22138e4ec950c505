import type { BasePayload } from 'payload'
import type { Facts } from '../database/createNotifications.js'
import { notificationsOf } from '../database/notificationsOf.js'
import type { Sql } from '../database/postgres.js'
import { loggable } from '../errors/loggable.js'
import { LeaseLost } from './LeaseLost.js'
import type { Step } from './Step.js'
import { isStepOurs } from './sql/isStepOurs.js'
import { renewLease } from './sql/renewLease.js'
import type { RunTables } from './sql/runTables.js'
import { topicOf } from './topicOf.js'

/** How soon a call stops after its run was cancelled, where no notification says so at once. */
const lookMs = 1000

/** What the lease has nothing to fear from: steps of the run come and go. */
const harmless: readonly (string | undefined)[] = ['queued', 'planning', 'running', 'paused']

interface HoldLease {
  payload: BasePayload
  db: Sql
  tables: RunTables
  step: Step
  leaseSeconds: number
  logger: BasePayload['logger']
  /** Aborts the work too, e.g. when the worker must stop. */
  signal: AbortSignal | undefined
}

/**
 * Renews the lease after each third of it and aborts `signal` when it no longer holds: looks when the run is said to have
 * ended, and every second in case nobody said so. When the database has not confirmed it for as long as it lasts, somebody
 * else may hold the step: then it is taken for lost, answer or not.
 */
export const holdLease = ({ payload, db, tables, step, leaseSeconds, logger, signal }: HoldLease) => {
  const leaseMs = leaseSeconds * 1000
  let heldUntilMs = performance.now() + leaseMs
  const ended = new AbortController()
  const stop = () => ended.abort(signal?.reason)
  if (signal?.aborted) stop()
  signal?.addEventListener('abort', stop)
  const check = (isOurs: Promise<boolean>) => {
    isOurs.then(
      (ours) => ours || ended.abort(new LeaseLost(step.id)),
      // Not knowing is not losing, for now: the fence decides in the end.
      (err: unknown) => logger.warn({ err: loggable(err), msg: 'looking after a lease failed', stepId: step.id }),
    )
  }
  const look = () => {
    if (performance.now() > heldUntilMs) ended.abort(new LeaseLost(step.id))
    check(isStepOurs(db, tables, step))
  }
  const renewOnce = async () => {
    const askedMs = performance.now()
    const isOurs = await renewLease(db, tables, step, leaseSeconds)
    heldUntilMs = askedMs + leaseMs
    return isOurs
  }
  const renew = () => check(renewOnce())
  const timers = [setInterval(renew, leaseMs / 3).unref(), setInterval(look, lookMs).unref()]
  const listener = (facts: Facts) => {
    if (!harmless.includes(facts?.[1])) look()
  }
  const unsubscribe = notificationsOf(payload).subscribe({ payload, topic: topicOf.run(step.run), listener })
  return {
    signal: ended.signal,
    release: () => {
      for (const timer of timers) clearInterval(timer)
      unsubscribe()
      signal?.removeEventListener('abort', stop)
    },
  }
}

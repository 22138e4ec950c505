import type { BasePayload } from 'payload'
import type { Sql } from '../database/postgres.js'
import { loggable } from '../errors/loggable.js'
import { LeaseLost } from './LeaseLost.js'
import type { Step } from './Step.js'
import { isStepOurs } from './sql/isStepOurs.js'
import { renewLease } from './sql/renewLease.js'
import type { RunTables } from './sql/runTables.js'

/** How soon a call stops after its run was cancelled. */
const lookMs = 1000

interface HoldLease {
  db: Sql
  tables: RunTables
  step: Step
  leaseSeconds: number
  logger: BasePayload['logger']
  /** Aborts the work too, e.g. when the worker must stop. */
  signal: AbortSignal | undefined
}

/** Renews the lease after each third of it, looks every second whether it still holds, and aborts `signal` if not. */
export const holdLease = ({ db, tables, step, leaseSeconds, logger, signal }: HoldLease) => {
  const ended = new AbortController()
  const stop = () => ended.abort(signal?.reason)
  if (signal?.aborted) stop()
  signal?.addEventListener('abort', stop)
  const every = (ms: number, isOurs: () => Promise<boolean>) =>
    setInterval(() => {
      isOurs().then(
        (ours) => ours || ended.abort(new LeaseLost(step.id)),
        // Not knowing is not losing: the fence decides in the end.
        (err: unknown) => logger.warn({ err: loggable(err), msg: 'looking after a lease failed', stepId: step.id }),
      )
    }, ms).unref()
  const timers = [
    every((leaseSeconds * 1000) / 3, () => renewLease(db, tables, step, leaseSeconds)),
    every(lookMs, () => isStepOurs(db, tables, step)),
  ]
  return {
    signal: ended.signal,
    release: () => {
      for (const timer of timers) clearInterval(timer)
      signal?.removeEventListener('abort', stop)
    },
  }
}

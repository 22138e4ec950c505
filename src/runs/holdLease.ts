import type { BasePayload } from 'payload'
import type { Sql } from '../database/postgres.js'
import { LeaseLost } from './LeaseLost.js'
import type { Step } from './Step.js'
import { renewLease } from './sql/renewLease.js'
import type { RunTables } from './sql/runTables.js'

interface HoldLease {
  db: Sql
  tables: RunTables
  step: Step
  leaseSeconds: number
  logger: BasePayload['logger']
  /** Aborts the work too, e.g. when the worker must stop. */
  signal: AbortSignal | undefined
}

/** Renews the lease after each third of it, and aborts `signal` as soon as it is lost. */
export const holdLease = ({ db, tables, step, leaseSeconds, logger, signal }: HoldLease) => {
  const lost = new AbortController()
  const timer = setInterval(
    () => {
      renewLease(db, tables, step, leaseSeconds).then(
        (ours) => ours || lost.abort(new LeaseLost(step.id)),
        // Not knowing is not losing: the fence decides in the end.
        (err: unknown) => logger.warn({ err, msg: 'renewing a lease failed', stepId: step.id }),
      )
    },
    (leaseSeconds * 1000) / 3,
  )
  timer.unref()
  return {
    signal: signal ? AbortSignal.any([signal, lost.signal]) : lost.signal,
    release: () => clearInterval(timer),
  }
}

import type { Payload, UpdateJobs } from 'payload'
import { isOutage } from '../../database/outages.js'
import { loggable } from '../../errors.js'
import type { Settings } from '../../options/Settings.js'
import type { SeenOverdue } from '../../runs/SeenOverdue.js'
import { sweep } from '../../runs/sweep.js'
import { wait } from '../../waiting.js'
import { mayClaimIn } from './mayClaimIn.js'

/** Between sweeps of one process. */
const everyMs = 15_000

/** A sweep that takes longer goes on beside the claim: it may wait for the very connection that the claim holds. */
const patienceMs = 2000

interface SweepingUpdateJobs {
  payload: Payload
  settings: Settings
  /** The adapter's, guarded or not. */
  updateJobs: UpdateJobs
}

/**
 * `updateJobs` with a sweep before runners claim in our queue, now and then: where no worker sweeps, nobody else would.
 * It must not be left to a job, because a job may die with its runner, or fail, and then none may be left that could.
 *
 * A run whose time is up is ended by a process that lives on (autoRun, REST) when it has seen it so for a lease, as a worker
 * does. A command or function that ends after one call has not; there it is the steps that end their runs, and those that
 * they never end are ended a month later. After an outage it sweeps only when the next time has come, because those who
 * live and have an answer in their hands come first.
 */
export const sweepingUpdateJobs = ({ payload, settings, updateJobs }: SweepingUpdateJobs): UpdateJobs => {
  let sweptAtMs = Number.NEGATIVE_INFINITY
  const seenOverdue: SeenOverdue = new Map()
  const sweepOnce = async (): Promise<void> => {
    try {
      await sweep(payload, settings, seenOverdue)
    } catch (err) {
      seenOverdue.clear()
      payload.logger.error({ err: loggable(err), msg: 'sweeping failed' })
    }
  }
  return async (call) => {
    if (mayClaimIn(settings.queue, call) && performance.now() - sweptAtMs >= everyMs) {
      sweptAtMs = performance.now()
      const patience = new AbortController()
      await Promise.race([sweepOnce(), wait(patienceMs, patience.signal)])
      patience.abort()
    }
    try {
      return await updateJobs(call)
    } catch (error) {
      if (isOutage(error)) sweptAtMs = performance.now()
      throw error
    }
  }
}

import type { Payload, UpdateJobs } from 'payload'
import { loggable } from '../../errors/loggable.js'
import type { Settings } from '../../options/Settings.js'
import { sweep } from '../../runs/sweep.js'
import { wait } from '../../wait.js'
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
 */
export const sweepingUpdateJobs = ({ payload, settings, updateJobs }: SweepingUpdateJobs): UpdateJobs => {
  let sweptAtMs = Number.NEGATIVE_INFINITY
  const sweepOnce = async (): Promise<void> => {
    try {
      await sweep(payload, settings)
    } catch (err) {
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
    return updateJobs(call)
  }
}

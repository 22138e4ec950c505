import { type BasePayload, createLocalReq } from 'payload'
import { poolOf } from '../database/postgres.js'
import { settingsOf } from '../options/settingsOf.js'
import { runTables } from '../runs/sql/runTables.js'
import { sweep } from '../runs/sweep.js'
import { wait } from '../wait.js'
import { claimWakeUp } from './claimWakeUp.js'
import { withSignal } from './workerSignal.js'

export interface WorkerOptions {
  payload: BasePayload
  /** Steps worked on at once, 1 to 100. Default 3. */
  concurrency?: number
  /** Milliseconds between looks at an empty queue. Default 100. */
  pollMs?: number
  /** Milliseconds between sweeps for what killed workers left. Default 15,000. */
  sweepMs?: number
  /** Milliseconds `stop` leaves the steps under way before it hands them back. Default 25,000. */
  graceMs?: number
}

export interface Worker {
  /**
   * Takes no more work and resolves when what is under way has ended. Calls that take longer than `graceMs` are stopped
   * and their steps handed back, so that another worker goes on at once.
   */
  stop(): Promise<void>
}

/**
 * Works on wake-ups until stopped: as many slots as `concurrency`, each takes one job as soon as it is free, so a slow
 * step holds up no other. Start as many workers, on as many hosts, as you like.
 */
export const startWorker = (options: WorkerOptions): Worker => {
  const { payload, concurrency = 3, pollMs = 100, sweepMs = 15_000, graceMs = 25_000 } = options
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 100) {
    throw new Error(`concurrency is ${concurrency}; give a whole number from 1 to 100.`)
  }
  const settings = settingsOf(payload)
  const { jobs } = runTables(payload, settings.slugs)
  const stopping = new AbortController()
  const { signal } = stopping
  const handingBack = new AbortController()

  const workOnce = async (): Promise<boolean> => {
    const id = await claimWakeUp(poolOf(payload), jobs, settings.queue)
    if (id === undefined) return false
    const req = await createLocalReq({ context: withSignal(handingBack.signal) }, payload)
    await payload.jobs.runByID({ id, req, silent: true })
    return true
  }
  const every = async (ms: number, act: () => Promise<boolean>, what: string): Promise<void> => {
    while (!signal.aborted) {
      // A worker outlives a database that is restarted: it says so and tries again.
      const more = await act().catch((err: unknown) => {
        payload.logger.error({ err, msg: `${what} failed` })
        return false
      })
      if (!more) await wait(ms, signal)
    }
  }
  const sweepOnce = async (): Promise<boolean> => {
    const { reopened, woken } = await sweep(payload, settings)
    if (reopened + woken > 0) payload.logger.info({ msg: 'swept', reopened, woken })
    return false
  }
  const loops = [
    every(sweepMs, sweepOnce, 'sweeping'),
    ...Array.from({ length: concurrency }, () => every(pollMs, workOnce, 'working on a step')),
  ]
  return {
    stop: async () => {
      stopping.abort()
      const grace = setTimeout(() => handingBack.abort(), graceMs)
      await Promise.all(loops)
      clearTimeout(grace)
    },
  }
}

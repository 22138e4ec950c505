import { type BasePayload, createLocalReq } from 'payload'
import { poolOf } from '../database/postgres.js'
import { loggable } from '../errors/loggable.js'
import { settingsOf } from '../options/settingsOf.js'
import { runTables } from '../runs/sql/runTables.js'
import { sweep } from '../runs/sweep.js'
import { wait } from '../wait.js'
import { claimWakeUp } from './claimWakeUp.js'
import { withLink } from './WorkerLink.js'

export interface WorkerOptions {
  payload: BasePayload
  /** Steps worked on at once, 1 to 100; a step whose drafts are being saved does not count. Default 3. */
  concurrency?: number
  /** Milliseconds between looks at an empty queue. Default 50. */
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

/** Saves that go on beside the slots; each takes a connection of Payload's pool, which has ten. */
const maxSaves = 4

/**
 * Works on wake-ups until stopped: as many slots as `concurrency`, each takes one job as soon as it is free, so a slow
 * step holds up no other, and no call to the model waits for the drafts of another to be saved. Start as many workers,
 * on as many hosts, as you like.
 */
export const startWorker = (options: WorkerOptions): Worker => {
  const { payload, concurrency = 3, pollMs = 50, sweepMs = 15_000, graceMs = 25_000 } = options
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 100) {
    throw new Error(`concurrency is ${concurrency}; give a whole number from 1 to 100.`)
  }
  const settings = settingsOf(payload)
  const { jobs } = runTables(payload, settings.slugs)
  const stopping = new AbortController()
  const { signal } = stopping
  const handingBack = new AbortController()
  const saves = new Set<Promise<void>>()
  let idling = new AbortController()
  let hasLookout = false
  /** Has idle slots look at the queue now. */
  const rouse = (): void => {
    const roused = idling
    idling = new AbortController()
    roused.abort()
  }

  const logFailure = (what: string) => (err: unknown) => {
    payload.logger.error({ err: loggable(err), msg: `${what} failed` })
  }
  const workOnce = async (): Promise<boolean> => {
    while (saves.size >= maxSaves) await Promise.race(saves)
    const id = await claimWakeUp(poolOf(payload), jobs, settings.queue)
    if (id === undefined) return false
    rouse()
    let free = (): void => undefined
    const isFree = new Promise<void>((resolve) => {
      free = resolve
    })
    const onFree = () => {
      free()
      // What ends opens more often than not the next: a plan its batches, the last batch the end of the run.
      rouse()
    }
    const req = await createLocalReq({ context: withLink({ signal: handingBack.signal, onFree }) }, payload)
    const save = payload.jobs
      .runByID({ id, req, silent: true })
      .then(() => undefined, logFailure('working on a step'))
      .finally(() => saves.delete(save))
    await Promise.race([isFree.then(() => saves.add(save)), save])
    return true
  }
  const slot = async (): Promise<void> => {
    while (!signal.aborted) {
      // Taken before the look, so that whatever arrives meanwhile cuts the wait short.
      const { signal: roused } = idling
      // A worker outlives a database that is restarted: it says so and tries again.
      const more = await workOnce().catch(logFailure('taking a wake-up'))
      if (more) continue
      // One idle slot looks out for all and rouses the others when it finds something.
      const isLookout = !hasLookout
      hasLookout = true
      await wait(isLookout ? pollMs : sweepMs, roused)
      if (isLookout) hasLookout = false
    }
  }
  const sweeper = async (): Promise<void> => {
    while (!signal.aborted) {
      const swept = await sweep(payload, settings).catch(logFailure('sweeping'))
      if (swept && swept.reopened + swept.woken > 0) payload.logger.info({ msg: 'swept', ...swept })
      await wait(sweepMs, signal)
    }
  }
  const loops = [sweeper(), ...Array.from({ length: concurrency }, slot)]
  return {
    stop: async () => {
      stopping.abort()
      rouse()
      const grace = setTimeout(() => handingBack.abort(), graceMs)
      await Promise.all(loops)
      await Promise.all(saves)
      clearTimeout(grace)
    },
  }
}

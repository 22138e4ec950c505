import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { BasePayload } from 'payload'
import { inTransaction } from '../database/transactions.js'
import { loggable } from '../errors.js'
import type { Settings } from '../options/Settings.js'
import { poolStore, storeIn } from '../runs/sql/store.js'
import { deleteWorker, showWorker, takeLead } from '../runs/sql/workers.js'
import { wait } from '../waiting.js'

const shortestBeatMs = 1000
const longestBeatMs = 15_000

/** Another worker leads when the leader has not been heard of for so many beats: within a minute, its own next look included. */
const leadBeats = 8 / 3

/** A database that does not answer holds up the end of a worker for no longer. */
const farewellMs = 2000

interface Heartbeat {
  /** Its own, among all workers. */
  readonly key: string
  /** Says once a beat that the worker lives, until it is told to end; then its row goes. Never throws. */
  run(): Promise<void>
}

interface CreateHeartbeat {
  payload: BasePayload
  settings: Settings
  /** As many steps as it works on at once. */
  slots: number
  busy(): number
  /** Milliseconds between two beats, within a second and 15. */
  everyMs: number
  /** Aborted when the worker takes no more work: it does not lead any more then. */
  stopping: AbortSignal
  /** Aborted when it has ended. */
  ended: AbortSignal
  /** Told with each beat. */
  onLead(isLeading: boolean): Promise<void>
}

/**
 * A worker's row, by which people see it, and by which one of all workers leads. A beat that fails, or comes late, costs the
 * worker nothing but the lead.
 */
export const createHeartbeat = (options: CreateHeartbeat): Heartbeat => {
  const { payload, settings, slots, busy, stopping, ended, onLead } = options
  const everyMs = Math.max(shortestBeatMs, Math.min(options.everyMs, longestBeatMs))
  const leadMs = everyMs * leadBeats
  const store = poolStore(payload, settings)
  const key = `${hostname()}:${process.pid}:${randomUUID()}`
  const sinceMs = performance.now()
  let hasFailed = false

  const beat = async (): Promise<boolean> => {
    const aliveMs = performance.now() - sinceMs
    const state = { key, host: hostname(), pid: process.pid, slots, busy: busy(), aliveMs }
    const { isLeading, hasLeader } = await showWorker(store, state)
    if (stopping.aborted || !settings.maintenance.enabled || (hasLeader && !isLeading)) return false
    return inTransaction(payload, async (req) => takeLead(await storeIn(req, settings), { key, leadMs }))
  }
  const beatOrNot = async (): Promise<void> => {
    try {
      const isLeading = await beat()
      hasFailed = false
      await onLead(isLeading)
    } catch (err) {
      // The worker says by itself when its database is gone.
      if (!hasFailed) payload.logger.warn({ err: loggable(err), msg: 'the row of this worker could not be written' })
      hasFailed = true
      await onLead(false)
    }
  }
  return {
    key,
    run: async () => {
      while (!ended.aborted) {
        await beatOrNot()
        // One that stops says so at once, lest others wait for its lead to end.
        await wait(everyMs, ended)
      }
      const gone = deleteWorker(store, key).catch((err: unknown) =>
        payload.logger.warn({ err: loggable(err), msg: 'the row of this worker could not be deleted' }),
      )
      const patience = new AbortController()
      await Promise.race([gone, wait(farewellMs, patience.signal)])
      patience.abort()
    },
  }
}

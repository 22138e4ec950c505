import { setMaxListeners } from 'node:events'
import type { BasePayload } from 'payload'
import { loggable } from '../errors.js'
import type { Settings } from '../options/Settings.js'
import { coursewrightOf } from '../runs/coursewrightOf.js'
import { poolStore } from '../runs/sql/store.js'
import { msUntilDue, takeWakeUp } from '../runs/sql/wakeUps.js'
import { createHeldSteps } from '../runs/step/lease.js'
import { createReaders } from '../runs/step/readAlong.js'
import { createDoorbell, type Doorbell } from '../waiting.js'
import type { Connection } from './watches.js'

/** Saves that go on beside the slots; each takes a connection of Payload's pool, which has ten. */
const maxSaves = 4
/** Between looks whether work is to be taken again. */
const holdUpMs = 1000

interface CreateSlots {
  payload: BasePayload
  settings: Settings
  connection: Connection
  /** Rung when there may be work. */
  bell: Doorbell
  /** Aborted when no more work may be taken. */
  stopping: AbortSignal
  /** Aborted when the steps under way must be handed back. */
  handingBack: AbortSignal
  /** Whether to let work be for now. */
  isHeldUp(): boolean
  /** Milliseconds between looks of one idle slot at an empty queue. */
  pollMs: number
  /** Milliseconds between looks of all others. */
  sweepMs: number
}

interface Slots {
  /** Takes one wake-up after the other until stopped; to be called once for each slot. */
  run(): Promise<void>
  /** Waits for what is still being saved. */
  saved(): Promise<unknown>
  /** How many work on a step now. */
  busy(): number
}

/** The slots of a worker: each takes one wake-up as soon as it is free. */
export const createSlots = (options: CreateSlots): Slots => {
  const { payload, settings, connection, bell, stopping, handingBack, isHeldUp, pollMs, sweepMs } = options
  const { logger } = payload
  const store = { ...poolStore(payload, settings), db: connection.db }
  const heldSteps = createHeldSteps({ store, logger })
  const readers = createReaders(payload)
  const { runStep } = coursewrightOf(payload)
  // Each step under way listens; more than ten are no leak.
  setMaxListeners(0, handingBack)
  const saves = new Set<Promise<void>>()
  /** For the idle slots but the lookout, who alone hears the other bell: it knows when the next wake-up is due. */
  const spare = createDoorbell()
  stopping.addEventListener('abort', spare.close)
  let hasLookout = false
  let busy = 0

  const workOnce = async (): Promise<boolean> => {
    while (saves.size >= maxSaves) await Promise.race(saves)
    // That may have taken a while.
    if (stopping.aborted || !(await orNothing(takeWakeUp(store)))) return false
    // Where one wake-up was, there may be more; and another slot must look out from now on.
    spare.ring()
    let onFree = (): void => undefined
    const free = new Promise<void>((resolve) => {
      onFree = resolve
    })
    const save = runStep(payload, { signal: handingBack, onFree: () => onFree(), heldSteps, readers })
      .then(() => undefined)
      .catch((err: unknown) => logger.error({ err: loggable(err), msg: 'working on a step failed' }))
      .finally(() => {
        saves.delete(save)
        // What ends opens more often than not the next: a plan its batches, the last batch the end of the run.
        bell.ring()
      })
    busy += 1
    await Promise.race([free.then(() => saves.add(save)), save])
    busy -= 1
    return true
  }
  /** One idle slot looks out for all; who finds something wakes another. */
  const idle = async (): Promise<void> => {
    if (hasLookout) return spare.wait(sweepMs)
    hasLookout = true
    try {
      const dueMs = connection.isConnected() ? await orNothing(msUntilDue(store)) : undefined
      await bell.wait(Math.min(pollMs, dueMs ?? pollMs))
    } finally {
      hasLookout = false
    }
  }
  return {
    run: async () => {
      while (!stopping.aborted) {
        if (isHeldUp()) await bell.wait(holdUpMs)
        else if (!(await workOnce())) await idle()
      }
    },
    saved: () => Promise.all(saves).finally(readers.close),
    busy: () => busy,
  }
}

/** A database that does not answer has nothing to do; the connection has told of it, and the next look asks again. */
const orNothing = <T>(answer: Promise<T>): Promise<T | undefined> => answer.catch(() => undefined)

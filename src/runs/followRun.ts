import type { BasePayload } from 'payload'
import { loggable } from '../errors.js'
import type { Settings } from '../options/Settings.js'
import { createDoorbell } from '../waiting.js'
import { coursewrightOf } from './coursewrightOf.js'
import { type RunState, readRunState } from './sql/runState.js'
import { poolStore, topicOf } from './sql/store.js'
import { finalStatuses, type Id } from './vocabulary.js'

/** Between looks while no notifications arrive, or the database does not answer. */
const pollMs = 1000

interface FollowRun {
  payload: BasePayload
  settings: Settings
  run: Id
  /** The version that is known already; 0 when none is. */
  seen: number
  /** How long without a change before it says so. */
  quietMs: number
  /** Ends it at once, in the middle of a wait too. */
  signal: AbortSignal
}

/**
 * The states of a run, whichever process changes it, and `quiet` while it does not change. Ends at a final status, or when
 * the run is gone. A database that goes away and comes back is waited for.
 */
export async function* followRun(options: FollowRun): AsyncGenerator<RunState | 'quiet', void, void> {
  const { payload, settings, run, quietMs, signal } = options
  const store = poolStore(payload, settings)
  const { notifications } = coursewrightOf(payload)
  const changes = createDoorbell()
  // Before the first look, so that no change falls in between.
  const unsubscribe = notifications.subscribe({ payload, topic: topicOf.run(run), listener: changes.ring })
  const leave = () => {
    unsubscribe()
    changes.close()
  }
  signal.addEventListener('abort', leave, { once: true })
  let { seen } = options
  let toldAt = performance.now()
  const look = () =>
    readRunState(store, run, seen).catch((err: unknown) => {
      payload.logger.warn({ err: loggable(err), msg: 'reading a run failed', runId: run })
      return 'unreadable' as const
    })
  try {
    while (!signal.aborted) {
      const state = await look()
      if (!state) return
      if (state !== 'unreadable') {
        if (state.version > seen) {
          seen = state.version
          toldAt = performance.now()
          yield state
        }
        if (finalStatuses.includes(state.status)) return
      }
      const leftMs = toldAt + quietMs - performance.now()
      const isTold = notifications.isListening() && state !== 'unreadable'
      await changes.wait(isTold ? leftMs : Math.min(leftMs, pollMs))
      if (performance.now() < toldAt + quietMs) continue
      toldAt = performance.now()
      yield 'quiet'
    }
  } finally {
    signal.removeEventListener('abort', leave)
    leave()
  }
}

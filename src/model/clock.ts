import { setTimeout } from 'node:timers/promises'
import { longestTimerMs } from '../waiting.js'

/** Time and randomness, handed in so that tests can tell what happens when. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Resolves after `ms`; rejects with the signal's reason when it is aborted first. */
  wait(ms: number, signal?: AbortSignal): Promise<void>
  /** Uniform in [0, 1). */
  random(): number
}

/** The real time. It never goes back when the machine's clock is set. */
export const createSystemClock = (): Clock => ({
  now: () => performance.timeOrigin + performance.now(),
  random: () => Math.random(),
  wait: async (ms, signal) => {
    signal?.throwIfAborted()
    try {
      await setTimeout(Math.min(Math.max(Math.ceil(ms), 0), longestTimerMs), undefined, { signal })
    } catch (error) {
      // Node rejects with an AbortError of its own; callers know their reason.
      signal?.throwIfAborted()
      throw error
    }
  },
})

import type { Clock } from '../Clock.js'

export interface Bell {
  /** Ends all waits. */
  ring(): void
  /** Resolves after `ms` or with the next ring, whichever comes first; rejects with the signal's reason when aborted. */
  wait(ms: number, signal?: AbortSignal): Promise<void>
}

/** Waiting that can be cut short. */
export const createBell = (clock: Clock): Bell => {
  let next = new AbortController()

  return {
    ring: () => {
      next.abort()
      next = new AbortController()
    },
    wait: async (ms, signal) => {
      const rung = next.signal
      try {
        await clock.wait(ms, signal ? AbortSignal.any([signal, rung]) : rung)
      } catch (error) {
        if (!rung.aborted) throw error
      }
    },
  }
}

import { setTimeout as sleep } from 'node:timers/promises'

/** The longest wait a timer of Node can hold; beyond it a timer fires at once. */
export const longestTimerMs = 2 ** 31 - 1

export interface Doorbell {
  /** Wakes one of those who wait; when nobody does, the next one to wait need not. */
  ring(): void
  /** Resolves after `ms` milliseconds, or sooner: when the doorbell rings or is closed. */
  wait(ms: number): Promise<void>
  /** Wakes everybody, and nobody waits any more. */
  close(): void
}

/** For loops that look, find nothing and wait: a ring that comes between the look and the wait is not lost. */
export const createDoorbell = (): Doorbell => {
  const waiting = new Set<() => void>()
  let isRung = false
  let isClosed = false
  return {
    ring: () => {
      const [wake] = waiting
      if (wake) wake()
      else isRung = true
    },
    wait: (ms) => {
      if (isRung || isClosed) {
        isRung = false
        return Promise.resolve()
      }
      return new Promise((resolve) => {
        const wake = () => {
          clearTimeout(timer)
          waiting.delete(wake)
          resolve()
        }
        const timer = setTimeout(wake, ms)
        waiting.add(wake)
      })
    },
    close: () => {
      isClosed = true
      for (const wake of waiting) wake()
    },
  }
}

/** Resolves after `ms` milliseconds, or at once when the signal aborts; look at the signal to tell which. */
export const wait = async (ms: number, signal: AbortSignal): Promise<void> => {
  try {
    await sleep(ms, undefined, { signal })
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

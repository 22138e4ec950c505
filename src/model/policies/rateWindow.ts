import type { Clock } from '../clock.js'

interface Charge {
  readonly atMs: number
  /** What counts against the rate; may be corrected once more is known. */
  amount: number
}

interface RateWindow {
  /** Milliseconds until so much more may be charged; 0 when it may be now. */
  waitMs(amount: number): number
  charge(amount: number): Charge
}

interface RateWindowOptions {
  /** Default: no limit. */
  perMinute?: number
  clock: Clock
}

const MINUTE = 60_000

/**
 * A sliding window log: no span of 60 seconds, wherever it begins, holds more than the limit. Counters that start anew
 * every minute would let twice as much through around their edges, and a full token bucket as much within its first
 * minute. What is larger than the whole limit may be charged when nothing else is in the window: it could wait for ever.
 */
export const createRateWindow = ({ perMinute = Number.POSITIVE_INFINITY, clock }: RateWindowOptions): RateWindow => {
  let charges: Charge[] = []

  return {
    waitMs: (amount) => {
      const now = clock.now()
      charges = charges.filter(({ atMs }) => atMs > now - MINUTE)
      let used = charges.reduce((sum, charge) => sum + charge.amount, 0)
      let waitMs = 0
      for (const charge of charges) {
        if (used === 0 || used + amount <= perMinute) break
        used -= charge.amount
        waitMs = charge.atMs + MINUTE - now
      }
      return waitMs
    },
    charge: (amount) => {
      const charge = { atMs: clock.now(), amount }
      charges.push(charge)
      return charge
    },
  }
}

interface Bell {
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

import type { BreakerStore, OpenBreaker } from './BreakerStore.js'
import type { Clock } from './Clock.js'

interface MemoryBreakerStore {
  clock: Clock
  /** Breakers that are open from the start. Default: none. */
  open?: readonly OpenBreaker[]
}

interface Entry {
  breaker: OpenBreaker
  untilMs: number
  heldUntilMs: number
}

/** Keeps the state of breakers in this process: for one worker, or for tests. */
export const memoryBreakerStore = ({ clock, open = [] }: MemoryBreakerStore): BreakerStore => {
  const entryOf = (breaker: OpenBreaker): [string, Entry] => [
    keyOf(breaker.provider, breaker.model),
    { breaker, untilMs: clock.now() + breaker.retryAfterMs, heldUntilMs: 0 },
  ]
  const entries = new Map(open.map(entryOf))

  return {
    async read() {
      return [...entries.values()].map(({ breaker, untilMs }) => ({ ...breaker, retryAfterMs: untilMs - clock.now() }))
    },
    async open(breaker) {
      entries.set(...entryOf(breaker))
    },
    async close(provider, model) {
      entries.delete(keyOf(provider, model))
    },
    async probe(provider, model, holdMs) {
      const entry = entries.get(keyOf(provider, model))
      const nowMs = clock.now()
      if (!entry || entry.untilMs > nowMs || entry.heldUntilMs > nowMs) return false
      entry.heldUntilMs = nowMs + holdMs
      return true
    },
  }
}

const keyOf = (provider: string, model: string): string => JSON.stringify([provider, model])

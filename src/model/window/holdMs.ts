import type { CallEnd } from './ModelWindow.js'

/** Longer waits are the breaker's. */
const MAX_HOLD_MS = 60_000

/** Milliseconds for which a provider wants nothing more from anybody, at most a minute; 0 when it did not say so. */
export const holdMs = ({ attempt, retryAfterMs = 0 }: CallEnd): number => {
  const { remainingRequests, resetRequestsMs = 0, remainingTokens, resetTokensMs = 0 } = attempt?.rateLimit ?? {}
  const asked = [
    attempt?.outcome === 'rate-limited' ? retryAfterMs : 0,
    remainingRequests === 0 ? resetRequestsMs : 0,
    remainingTokens === 0 ? resetTokensMs : 0,
  ]
  return Math.min(MAX_HOLD_MS, Math.max(...asked))
}

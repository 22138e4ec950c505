import type { CallEnd } from './ModelWindow.js'

/** Longer waits are the breaker's. */
const MAX_HOLD_MS = 60_000

/**
 * Milliseconds for which a provider wants nothing more from anybody, at most a minute; 0 when it did not say so. What a
 * refusal asks for counts before the reset times beside it: those say when the whole allowance is back, not when one
 * more call is welcome.
 */
export const holdMs = ({ attempt, retryAfterMs }: CallEnd): number => {
  if (attempt?.outcome === 'rate-limited' && retryAfterMs !== undefined) return Math.min(MAX_HOLD_MS, retryAfterMs)
  const { remainingRequests, resetRequestsMs = 0, remainingTokens, resetTokensMs = 0 } = attempt?.rateLimit ?? {}
  const requestsMs = remainingRequests === 0 ? resetRequestsMs : 0
  const tokensMs = remainingTokens === 0 ? resetTokensMs : 0
  return Math.min(MAX_HOLD_MS, Math.max(requestsMs, tokensMs))
}

import { durationMs } from './durationMs.js'
import { rateLimitOf } from './rateLimitOf.js'

/**
 * How long a provider asks us to wait: by `Retry-After` (RFC 9110, section 10.2.3: seconds or a date), by OpenAI's
 * `retry-after-ms`, or until an allowance that is used up is there again. `undefined` when it does not say.
 */
export const retryAfterMs = (headers: Headers, nowMs: number): number | undefined => {
  const inMs = Number.parseFloat(headers.get('retry-after-ms') ?? '')
  if (Number.isFinite(inMs)) return Math.max(0, inMs)
  const asked = durationMs(headers.get('retry-after') ?? '', nowMs)
  if (asked !== undefined) return asked
  const {
    remainingRequests,
    resetRequestsMs = 0,
    remainingTokens,
    resetTokensMs = 0,
  } = rateLimitOf(headers, nowMs) ?? {}
  const resetMs = Math.max(remainingRequests === 0 ? resetRequestsMs : 0, remainingTokens === 0 ? resetTokensMs : 0)
  return resetMs > 0 ? resetMs : undefined
}

import type { RateLimit } from '../Attempt.js'

/** OpenAI and those who copy it (Groq, DeepInfra), Cerebras, Anthropic. */
const names = {
  remainingRequests: [
    'x-ratelimit-remaining-requests',
    'x-ratelimit-remaining-requests-day',
    'anthropic-ratelimit-requests-remaining',
  ],
  resetRequests: ['x-ratelimit-reset-requests', 'x-ratelimit-reset-requests-day', 'anthropic-ratelimit-requests-reset'],
  remainingTokens: [
    'x-ratelimit-remaining-tokens',
    'x-ratelimit-remaining-tokens-minute',
    'anthropic-ratelimit-tokens-remaining',
  ],
  resetTokens: ['x-ratelimit-reset-tokens', 'x-ratelimit-reset-tokens-minute', 'anthropic-ratelimit-tokens-reset'],
}

/** What the headers say is left of our allowance; `undefined` when they say nothing. Dates are counted from `nowMs`. */
export const rateLimitOf = (headers: Headers, nowMs: number): RateLimit | undefined => {
  const read = (among: readonly string[]) => among.map((name) => headers.get(name)).find((value) => value) ?? ''
  const count = (value: string) => (/^\d+$/.test(value) ? Number(value) : undefined)
  const limit: RateLimit = {
    remainingRequests: count(read(names.remainingRequests)),
    resetRequestsMs: durationMs(read(names.resetRequests), nowMs),
    remainingTokens: count(read(names.remainingTokens)),
    resetTokensMs: durationMs(read(names.resetTokens), nowMs),
  }
  return Object.values(limit).some((value) => value !== undefined) ? limit : undefined
}

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

const unitsMs: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 }

/**
 * Reads how long to wait from a header: `6m0s`, `1.2s`, `20ms`; `7` and `0.5` are seconds; dates (RFC 9110, RFC 3339)
 * are counted from `nowMs`. Milliseconds, never negative; `undefined` when unreadable.
 */
const durationMs = (value: string, nowMs: number): number | undefined => {
  const text = value.trim()
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|d|h|m|s)/g)]
  if (parts.length > 0 && parts.map(([part]) => part).join('') === text) {
    return parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (unitsMs[unit] ?? 0), 0)
  }
  if (/^-?\d+(\.\d+)?$/.test(text)) return Math.max(0, Number(text) * 1000)
  const dateMs = Date.parse(text)
  return Number.isNaN(dateMs) ? undefined : Math.max(0, dateMs - nowMs)
}

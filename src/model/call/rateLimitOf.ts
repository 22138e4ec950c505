import type { RateLimit } from '../RateLimit.js'
import { durationMs } from './durationMs.js'

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

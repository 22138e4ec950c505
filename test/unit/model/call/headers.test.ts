import { describe, expect, test } from 'vitest'
import { rateLimitOf, retryAfterMs } from '../../../../src/model/call/headers.js'

const now = Date.parse('2026-01-01T00:00:00Z')
const read = (headers: Record<string, string>) => retryAfterMs(new Headers(headers), now)

describe('Retry-After is read as seconds or as a date', () => {
  test.each([
    ['3', 3000],
    ['0', 0],
    ['0.5', 500],
    ['-3', 0],
    ['Thu, 01 Jan 2026 00:00:09 GMT', 9000],
    ['Thu, 01 Jan 2026 00:00:00 GMT', 0],
    ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
    ['soon', undefined],
  ])('%s', (value, expected) => {
    expect(read({ 'retry-after': value })).toBe(expected)
  })
})

test('milliseconds go before seconds', () => {
  expect(read({ 'retry-after-ms': '1250.5', 'retry-after': '2' })).toBe(1250.5)
})

test('without a header there is nothing to wait for', () => {
  expect(read({})).toBeUndefined()
})

test('the time until an allowance is there again counts only when it is used up', () => {
  const requests = { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '1.5s' }
  const tokens = { 'x-ratelimit-remaining-tokens': '12', 'x-ratelimit-reset-tokens': '6m0s' }
  expect(read(tokens)).toBeUndefined()
  expect(read({ ...requests, 'x-ratelimit-remaining-requests': '1' })).toBeUndefined()
  expect(read({ ...requests, ...tokens })).toBe(1500)
  expect(read({ ...requests, ...tokens, 'x-ratelimit-remaining-tokens': '0' })).toBe(360_000)
  expect(read({ ...requests, 'retry-after': '7' })).toBe(7000)
})

describe('what is left of the allowance is read from the headers of', () => {
  test.each([
    [
      'OpenAI',
      {
        'x-ratelimit-remaining-requests': '59',
        'x-ratelimit-reset-requests': '1s',
        'x-ratelimit-remaining-tokens': '149984',
        'x-ratelimit-reset-tokens': '6m0s',
      },
      { remainingRequests: 59, resetRequestsMs: 1000, remainingTokens: 149_984, resetTokensMs: 360_000 },
    ],
    [
      'Groq',
      { 'x-ratelimit-reset-requests': '2m59.56s', 'x-ratelimit-reset-tokens': '20ms' },
      { resetRequestsMs: 179_560, resetTokensMs: 20 },
    ],
    [
      'Cerebras',
      { 'x-ratelimit-remaining-requests-day': '3', 'x-ratelimit-reset-tokens-minute': '11.5' },
      { remainingRequests: 3, resetTokensMs: 11_500 },
    ],
    [
      'Anthropic',
      {
        'anthropic-ratelimit-requests-remaining': '49',
        'anthropic-ratelimit-requests-reset': '2026-01-01T00:01:00Z',
        'anthropic-ratelimit-tokens-remaining': '0',
        'anthropic-ratelimit-tokens-reset': '2025-12-31T00:00:00Z',
      },
      { remainingRequests: 49, resetRequestsMs: 60_000, remainingTokens: 0, resetTokensMs: 0 },
    ],
    [
      'nobody we know',
      { 'x-ratelimit-remaining-tokens': 'plenty', 'x-ratelimit-reset-tokens': 'in 3 weeks' },
      undefined,
    ],
  ])('%s', (_, headers, expected) => {
    const limit = rateLimitOf(new Headers(headers as Record<string, string>), now)
    expect(limit).toEqual(expected)
  })
})

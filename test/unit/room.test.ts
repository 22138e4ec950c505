import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { microUsdOf, windowEnd } from '../../src/limits/budgetLimits.js'
import type { Counter } from '../../src/limits/counters.js'
import { describeSpent, fits, tightest } from '../../src/limits/room.js'

const counter = (facts: Partial<Counter>): Counter => ({
  ...{ scope: 'site', window: 'day', key: 'site:day:2026-11-28', limitTokens: undefined, limitMicroUsd: undefined },
  ...{ spentTokens: 0, spentMicroUsd: 0, reservedTokens: 0, reservedMicroUsd: 0 },
  ...facts,
})
const day = '2026-11-28'
const needed = { tokens: 100, microUsd: 50 }

describe('the budget that keeps a run from going on', () => {
  it('is none where only calls under way are in the way', () => {
    const counters = [counter({ limitTokens: 1000, spentTokens: 900, reservedTokens: 100 })]
    expect(tightest({ counters, needed, day })).toEqual({})
    expect(tightest({ counters: [counter({ limitTokens: 1000, spentTokens: 901 })], needed, day })).toMatchObject({
      pausedBy: { unit: 'tokens', used: 901, needed: 100, limit: 1000 },
    })
  })

  it('is the run’s own before all others, because time does not mend it', () => {
    const counters = [
      counter({ limitTokens: 10 }),
      counter({ scope: 'run', window: 'run', key: 'run:1', limitTokens: 100, spentTokens: 1 }),
    ]
    expect(tightest({ counters, needed, day })).toMatchObject({ pausedBy: { scope: 'run' }, until: undefined })
  })

  it('is else the one that opens last, and says when', () => {
    const full = { limitTokens: 500, spentTokens: 500 }
    const counters = [
      counter(full),
      counter({ scope: 'user', window: 'month', key: 'user:5:month:2026-11', ...full }),
      counter({ scope: 'role', window: 'day', key: 'role:teacher:day:2026-11-28', ...full }),
    ]
    const { pausedBy, until } = tightest({ counters, needed, day })
    expect(pausedBy).toMatchObject({ scope: 'user', window: 'month', key: 'user:5:month:2026-11' })
    expect(until).toEqual(new Date('2026-12-01T00:00:00Z'))
  })

  it('never opens for a call that is more than all of it', () => {
    const { pausedBy, until } = tightest({ counters: [counter({ limitTokens: 99 })], needed, day })
    expect([pausedBy?.limit, until]).toEqual([99, undefined])
  })

  it('is told in plain words: what, how much of it was used, and until when', () => {
    const { pausedBy, until } = tightest({
      counters: [counter({ scope: 'user', limitMicroUsd: 2_000_000, spentMicroUsd: 1_999_980 })],
      needed,
      day,
    })
    if (!pausedBy) throw new Error('There was room.')
    expect(describeSpent(pausedBy, until)).toBe(
      "The requester's budget for today (UTC) is used up: $1.99998 of $2 are used, and the next call may take up to $0.00005. " +
        'It goes on by itself on 2026-11-29 at 00:00 UTC, or when the budget is raised.',
    )
  })
})

it('money is whole millionths, never less than it was', () => {
  expect([microUsdOf(0), microUsdOf(0.0000001), microUsdOf(0.000003), microUsdOf(1.1)]).toEqual([0, 1, 3, 1_100_000])
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000 }), (microUsd) => {
      expect(microUsdOf(microUsd / 1_000_000)).toBe(microUsd)
      expect(fits({ used: 0, needed: microUsd / 1_000_000, limit: microUsd / 1_000_000 })).toBe(true)
    }),
  )
})

it('a window ends with its day or month, in UTC, and that of a run never', () => {
  expect(windowEnd('day', '2026-12-31')).toEqual(new Date('2027-01-01T00:00:00Z'))
  expect(windowEnd('month', '2026-12-31')).toEqual(new Date('2027-01-01T00:00:00Z'))
  expect(windowEnd('month', '2028-02-29')).toEqual(new Date('2028-03-01T00:00:00Z'))
  expect(windowEnd('run', '2026-12-31')).toBeUndefined()
})

import { describe, expect, it } from 'vitest'
import { InvalidOption } from '../../../src/index.js'
import type { BudgetOptions } from '../../../src/options/limitOptions.js'
import { resolveOptions } from '../../../src/options/resolveOptions.js'

const config = { collections: [], db: undefined as never, secret: 'test' } as never
const provider = { baseURL: 'http://127.0.0.1:1/v1', name: 'Acme', complex: 'big-1', simple: 'small-1' }
const resolve = (budgets: unknown, prices?: Record<string, { promptUsd: number; completionUsd: number }>) =>
  resolveOptions({ budgets: budgets as BudgetOptions, model: { providers: [{ ...provider, prices }] } }, config)
const refusal = (...given: Parameters<typeof resolve>): string => {
  try {
    resolve(...given)
  } catch (error) {
    if (error instanceof InvalidOption) return error.message
    throw error
  }
  return 'accepted'
}
const price = { promptUsd: 1, completionUsd: 2 }

describe('budgets', () => {
  it.each([
    ['below 0', { run: { tokens: -1 } }, 'budgets.run.tokens'],
    ['no number', { site: { day: { tokens: Number.NaN } } }, 'budgets.site.day.tokens'],
    ['half a token', { user: { student: { day: { tokens: 0.5 } } } }, 'budgets.user.student.day.tokens'],
    ['money below 0', { site: { month: { costUsd: -1 } } }, 'budgets.site.month.costUsd'],
    ['of an unknown role', { role: { guest: { day: { tokens: 1 } } } }, 'budgets.role.guest'],
    ['for an unknown window', { site: { week: { tokens: 1 } } }, 'budgets.site.week'],
    ['that is no function', { of: { day: { tokens: 1 } } }, 'budgets.of'],
  ])('%s stops the boot, and the message names the option', (_, budgets, option) => {
    expect(refusal(budgets)).toContain(`option \`${option}\``)
  })

  it('in another currency stops it too, and it is said which one is meant', () => {
    expect(refusal({ run: { costEur: 1 } })).toBe(
      'coursewright: option `budgets.run.costEur` is unknown; use tokens, and costUsd for money, which is in US dollars.',
    )
  })

  it('in money need the price of each model in use, and say which is missing and where to give it', () => {
    const budgets = { user: { teacher: { month: { costUsd: 5 } } } }
    expect(refusal(budgets, { 'big-1': price })).toBe(
      'coursewright: option `budgets.user.teacher.month.costUsd` needs the price of each model, and none is known for small-1 of Acme; ' +
        'give `prices` to that provider in model.providers, or limit tokens.',
    )
    expect(refusal(budgets, { 'big-1': price, 'small-1': price })).toBe('accepted')
    expect(refusal({ user: { teacher: { month: { tokens: 5 } } } })).toBe('accepted')
  })

  it('may be 0: then nothing may be spent', () => {
    expect(resolve({ run: { tokens: 0 } }).budgets.run).toEqual({ tokens: 0 })
  })
})

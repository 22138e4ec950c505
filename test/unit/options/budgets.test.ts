import type { TypedUser } from 'payload'
import { describe, expect, it, onTestFinished } from 'vitest'
import { InvalidOption } from '../../../src/index.js'
import { budgetsFor } from '../../../src/limits/budgetLimits.js'
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

describe('what `budgets.of` says of a user', () => {
  const user = { student: { day: { tokens: 100 } } }
  const ask = (of: unknown) =>
    budgetsFor(resolve({ user, of }), { user: { id: 7, collection: 'users' } as unknown as TypedUser, role: 'student' })

  it('replaces what the role has; where it says nothing that of the role holds', () => {
    const mine = { scope: 'user', window: 'day', prefix: 'user:7' }
    expect(ask(() => undefined)).toEqual([{ ...mine, limit: { tokens: 100 } }])
    expect(ask(() => ({ day: { tokens: 5 } }))).toEqual([{ ...mine, limit: { tokens: 5 } }])
    expect(ask(() => ({}))).toEqual([])
  })

  it.each([
    ['is none', () => ({ day: { tokens: -1 } }), '.day.tokens` is -1; give a whole number from 0 to 1000000000000.'],
    ['has another window', () => ({ week: {} }), '.week` is unknown; use day, month.'],
    ['is null', () => null, '` is null; give an object.'],
    ['is a promise', async () => ({ day: { tokens: 5 } }), '` returned a promise; return the budgets themselves.'],
    // biome-ignore lint/suspicious/noThenProperty: so libraries write queries
    ['is a query', () => ({ then: () => undefined }), '` returned a promise; return the budgets themselves.'],
    [
      'is an error',
      () => {
        throw new Error('The directory is away.')
      },
      '` threw: The directory is away..',
    ],
  ])('is refused where it %s, and the message names the option', (_, of, message) => {
    expect(() => ask(of)).toThrow(`coursewright: option \`budgets.of${message}`)
  })

  it('may be a promise that fails: nobody is left with a rejection that ends the process', async () => {
    const unhandled: unknown[] = []
    const note = (error: unknown) => unhandled.push(error)
    process.on('unhandledRejection', note)
    onTestFinished(() => void process.off('unhandledRejection', note))
    expect(() => ask(() => Promise.reject(new Error('The directory is away.')))).toThrow('returned a promise')
    await new Promise((done) => setImmediate(done))
    expect(unhandled).toEqual([])
  })
})

import { expect, test } from 'vitest'
import { refusalOf, retryingDeadlocks } from '../../../src/database/refusals.js'

/** As the driver throws it. */
const refused = (code: string, facts: object = {}) => Object.assign(new Error('said by Postgres'), { code, ...facts })
/** As Drizzle does. */
const failed = (cause: Error) => new Error('Failed query: select 1', { cause })

const taken = refused('23505', { constraint: 'drills_pkey' })

test.each([
  ['bare', taken],
  ["in Drizzle's error", failed(taken)],
  ['below several others', new Error('the hook failed', { cause: failed(failed(taken)) })],
  ['below a code that is none of Postgres', Object.assign(failed(taken), { code: 'EPIPE' })],
])('what Postgres refused is read %s', (_, error) => {
  expect(refusalOf(error)).toEqual({ state: '23505', constraint: 'drills_pkey', message: 'said by Postgres' })
})

test('of two refusals the outer one counts, and it need not be about a constraint', () => {
  expect(refusalOf(refused('25P02', { cause: taken }))).toEqual({
    state: '25P02',
    constraint: undefined,
    message: 'said by Postgres',
  })
})

test.each(['P0001', 'XX000', 'HV00B', 'F0001', '0A000'])('%s is a state of Postgres', (code) => {
  expect(refusalOf(refused(code))?.state).toBe(code)
})

test.each([
  ['a code of Node', refused('EPIPE')],
  ['a longer code of Node', refused('ECONNRESET')],
  ['a code that is a number', Object.assign(new Error('no'), { code: 23_505 })],
  ['an error without a code', failed(new Error('Connection terminated'))],
  ['what is no error', { code: '23505' }],
  ['nothing', undefined],
])('%s is no refusal', (_, error) => {
  expect(refusalOf(error)).toBeUndefined()
})

test('errors that came of each other are read once', () => {
  const inner = new Error('inner')
  const outer = failed(inner)
  inner.cause = outer
  expect(refusalOf(outer)).toBeUndefined()
})

/** Throws so many times, then answers with the number of its tries. */
const after = (times: number, error: Error) => {
  let tries = 0
  return async () => {
    tries += 1
    if (tries <= times) throw error
    return tries
  }
}
const deadlock = failed(refused('40P01'))

test('what a deadlock undid is done again, ten times at most', async () => {
  expect(await retryingDeadlocks(after(9, deadlock))).toBe(10)
  await expect(retryingDeadlocks(after(10, deadlock))).rejects.toBe(deadlock)
})

test('any other refusal is passed on at once', async () => {
  const other = failed(taken)
  await expect(retryingDeadlocks(after(1, other))).rejects.toBe(other)
})

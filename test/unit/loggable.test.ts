import { expect, test } from 'vitest'
import { loggable } from '../../src/errors.js'

const failedQuery = (cause?: unknown) =>
  Object.assign(new Error('Failed query: insert … params: a secret answer', { cause }), {
    query: 'insert into drills values ($1)',
    params: ['a secret answer'],
  })

test('of a failed query only what the database said is logged', () => {
  const cause = new Error('duplicate key')
  expect(loggable(failedQuery(cause))).toBe(cause)
  expect(loggable(failedQuery(failedQuery(cause)))).toBe(cause)
  expect(loggable(failedQuery())).toEqual(new Error('a database query failed'))
})

test('other errors are logged as they are', () => {
  const error = new Error('no')
  expect(loggable(error)).toBe(error)
  expect(loggable('text')).toBe('text')
})

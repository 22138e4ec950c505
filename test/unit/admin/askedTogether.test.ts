import { expect, test } from 'vitest'
import { askedTogether } from '../../../src/admin/shared/askedTogether.js'

const counting = () => {
  const reads: (readonly number[])[] = []
  const ask = askedTogether(async (keys: readonly number[]) => {
    reads.push(keys)
    return new Map(keys.filter((key) => key > 0).map((key) => [key, `row ${key}`]))
  })
  return { ask, reads }
}

test('fifty rows of one page are one read, and each gets its own answer', async () => {
  const { ask, reads } = counting()
  const rows = Array.from({ length: 50 }, (_, index) => index + 1)
  expect(await Promise.all(rows.map(ask))).toEqual(rows.map((row) => `row ${row}`))
  expect(reads).toEqual([rows])
})

test('what is asked twice is read once, and what is not there is undefined', async () => {
  const { ask, reads } = counting()
  expect(await Promise.all([ask(7), ask(7), ask(0)])).toEqual(['row 7', 'row 7', undefined])
  expect(reads).toEqual([[7, 0]])
})

test('who asks later has it read anew', async () => {
  const { ask, reads } = counting()
  await ask(1)
  await ask(1)
  expect(reads).toEqual([[1], [1]])
})

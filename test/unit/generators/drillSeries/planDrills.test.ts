import { expect, test } from 'vitest'
import { planDrills } from '../../../../src/generators/drillSeries/plan.js'

const positions = (phase: string, count: number) => Array.from({ length: count }, (_, index) => `${phase}${index}`)
const plan = (counts: Record<string, number>, target: number, principles: string[] = [], batchSize = 5) =>
  planDrills({
    drawn: Object.entries(counts).map(([phase, count]) => positions(phase, count)),
    principles,
    target,
    batchSize,
  })
const countOf = (batches: ReturnType<typeof plan>, phase: string) =>
  batches.flat().filter(({ position }) => position.startsWith(phase)).length

test('phases share the target evenly', () => {
  const batches = plan({ a: 12, b: 12 }, 20)
  expect(batches.map((batch) => batch.length)).toEqual([5, 5, 5, 5])
  expect([countOf(batches, 'a'), countOf(batches, 'b')]).toEqual([10, 10])
})

test('a phase that has too few is made up for by the others', () => {
  const batches = plan({ a: 3, b: 12, c: 12 }, 21)
  expect([countOf(batches, 'a'), countOf(batches, 'b'), countOf(batches, 'c')]).toEqual([3, 9, 9])
})

test('principles take turns and drills of one principle stand side by side', () => {
  const drills = plan({ a: 12 }, 10, ['x', 'y', 'z']).flat()
  expect(drills.map(({ principle }) => principle)).toEqual([...'xxxxyyyzzz'])
})

test('without principles there is one group', () => {
  expect(
    plan({ a: 4 }, 4)
      .flat()
      .every(({ principle }) => principle === undefined),
  ).toBe(true)
})

test('whatever is asked, every drill has its own key and position, and batches are full but the last', () => {
  const libraries: Record<string, number>[] = [{ a: 0 }, { a: 1 }, { a: 30 }, { a: 0, b: 7 }, { a: 5, b: 25, c: 1 }]
  let cases = 0
  for (const target of [1, 2, 5, 7, 21, 100]) {
    for (const batchSize of [1, 3, 5, 10]) {
      for (const counts of libraries) {
        for (const principles of [[], ['x'], ['x', 'y', 'z'], ['x', 'x']]) {
          const batches = plan(counts, target, principles, batchSize)
          const drills = batches.flat()
          const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
          expect(drills).toHaveLength(Math.min(target, all))
          expect(batches).toHaveLength(Math.ceil(drills.length / batchSize))
          expect(batches.slice(0, -1).every((batch) => batch.length === batchSize)).toBe(true)
          expect(new Set(drills.map(({ key }) => key)).size).toBe(drills.length)
          expect(new Set(drills.map(({ position }) => position)).size).toBe(drills.length)
          expect(drills.map(({ key }) => Number(key.slice(1)))).toEqual(drills.map((_, index) => index + 1))
          cases += 1
        }
      }
    }
  }
  expect(cases).toBe(480)
})

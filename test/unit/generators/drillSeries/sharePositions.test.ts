import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sharePositions } from '../../../../src/generators/drillSeries/plan.js'

const limits = { extraPositionsPerPhase: 2, maxPositionsPerPhase: 25 }

test.each([
  [21, 3, 9],
  [20, 2, 12],
  [20, 3, 9],
  [1, 3, 3],
  [46, 2, 25],
  [47, 2, 25],
  [50, 2, 25],
  [23, 1, 25],
])('%i drills over %i phases that have enough draw %i positions of each', (targetDrillCount, phases, expected) => {
  const available = Array.from({ length: phases }, () => 1000)
  expect(sharePositions({ available, targetDrillCount, ...limits })).toEqual(available.map(() => expected))
})

test('what a short phase cannot give comes from the others', () => {
  expect(sharePositions({ available: [3, 100, 100], targetDrillCount: 30, ...limits })).toEqual([3, 14, 13])
  expect(sharePositions({ available: [0, 4, 100], targetDrillCount: 20, ...limits })).toEqual([0, 4, 16])
})

test('no phase gives more than it has, or than the cap, and the target is met where it can be', () => {
  const counts = fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(counts, fc.integer({ min: 1, max: 120 }), (available, targetDrillCount) => {
      const shares = sharePositions({ available, targetDrillCount, ...limits })
      const most = available.map((count) => Math.min(count, limits.maxPositionsPerPhase))
      for (const [index, share] of shares.entries()) expect(share).toBeLessThanOrEqual(most[index] ?? 0)
      const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)
      expect(sum(shares)).toBeGreaterThanOrEqual(Math.min(targetDrillCount, sum(most)))
    }),
  )
})

import { expect, test } from 'vitest'
import { positionsPerPhase } from '../../../src/generators/drillSeries/plan.js'

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
])('%i drills over %i phases draw %i positions of each', (targetDrillCount, phases, expected) => {
  expect(positionsPerPhase({ targetDrillCount, phases, ...limits })).toBe(expected)
})

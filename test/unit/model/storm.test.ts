import { beforeAll, describe, expect, test } from 'vitest'
import { runStorm } from '../../../bench/model/harness/runStorm.js'

describe.each([
  ['plain answers', false],
  ['streamed answers', true],
])('in a storm of 429, 500, cut connections and malformed JSON, %s', (_, streams) => {
  let storm: Awaited<ReturnType<typeof runStorm>>
  beforeAll(async () => {
    storm = await runStorm({ seed: 1, requests: 60, streams, withSilence: false })
    // Without each of these faults the rest would say little.
    expect(Object.keys(storm.calledOutcomes).sort()).toEqual(['invalid', 'ok', 'rate-limited', 'unavailable'])
  }, 30_000)

  test('every call is told as what it was', () => {
    expect(storm.misclassified).toEqual([])
  })

  test('every request is answered, or fails for the reason of its last call', () => {
    expect(storm.wronglyEnded).toEqual([])
    expect(storm.outcomes.ok).toBeGreaterThan(50)
  })

  test('no call is made before its Retry-After', () => {
    expect(storm.tooEarly).toBe(0)
  })

  test('no more calls are in flight than allowed, and none is left open', () => {
    expect(storm.maxInFlight).toBeLessThanOrEqual(storm.allowedInFlight)
    expect(storm.openAtEnd).toBe(0)
  })
})

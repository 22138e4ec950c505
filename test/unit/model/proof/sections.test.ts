import { afterAll, beforeAll, expect, test } from 'vitest'
import { chunksOfThree, coursewright, runStrategy } from '../../../../bench/modelLayer/sectionStrategies.js'
import { seedFaults } from '../../../../bench/modelLayer/sectionWorkload.js'
import { type FaultServer, startFaultServer } from '../../../../bench/modelLayer/startFaultServer.js'

const runs = 30
let server: FaultServer
let ours: Awaited<ReturnType<typeof runStrategy>>
let chunks: typeof ours

beforeAll(async () => {
  server = await startFaultServer({ seed: 1, ...seedFaults })
  const given = { server, runs, sideBySide: 8 }
  chunks = await runStrategy({ ...given, name: 'chunks', strategy: chunksOfThree })
  ours = await runStrategy({ ...given, name: 'ours', strategy: coursewright })
}, 120_000)
afterAll(async () => {
  await server?.stop()
})

test('of 17 sections from a provider that hangs the more it is asked, nearly all succeed: more than in chunks of three', () => {
  expect(ours.sections).toBe(runs * 17)
  // Without failures of theirs this would say little.
  expect(chunks.succeededShare).toBeLessThan(0.99)
  expect(ours.succeededShare).toBeGreaterThanOrEqual(0.99)
  expect(ours.succeededShare).toBeGreaterThan(chunks.succeededShare)
})

test('that takes less than half a call more a section', () => {
  expect(ours.callsPerSection).toBeLessThanOrEqual(1.5)
})

import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'
import { protocolFormat } from './courseShape.js'
import { noCounts } from './noCounts.js'
import { Protocol } from './Protocol.js'
import { protocolProperty } from './protocolProperty.js'

const seed = Number(process.env.PROTOCOL_SEED ?? Date.now() % 2 ** 31)
const numRuns = Number(process.env.PROTOCOL_RUNS ?? 200)

let host: TestPayload
let protocol: Protocol

beforeAll(async () => {
  // Two attempts and six claims, so that their ends are reached.
  // Budgets that hold everything: what is asked is whether they are counted.
  const budget = { tokens: 1_000_000_000 }
  host = await startTestPayload({
    options: {
      formats: [protocolFormat],
      steps: { attempts: 2, retryDelayMs: 0, leaseSeconds: 60 },
      // Of the two runs one at a time may be worked on, once a worker has begun it.
      limits: { maxRunning: 1 },
      budgets: { run: budget, site: { day: budget, month: budget } },
    },
  })
  protocol = new Protocol(host)
  await protocol.prepare()
})
afterAll(() => host?.stop())

test(`in any order of claims, saves, kills, expiries, late writers and control, steps are exact (seed ${seed})`, async () => {
  const counts = noCounts()
  const endOnFailure = process.env.PROTOCOL_SEED === undefined
  await fc.assert(protocolProperty(protocol, counts), { seed, numRuns, endOnFailure })
  for (const [what, count] of Object.entries(counts)) expect(count, what).toBeGreaterThan(0)
}, 1_200_000)

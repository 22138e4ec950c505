import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestPayload, type TestPayload } from '../startTestPayload.js'
import { anyCommands } from './commands.js'
import { drain } from './drain.js'
import { Protocol, type Shape } from './Protocol.js'
import { readSnapshot } from './readSnapshot.js'
import type { Seen } from './Seen.js'

const seed = Number(process.env.PROTOCOL_SEED ?? Date.now() % 2 ** 31)
const numRuns = Number(process.env.PROTOCOL_RUNS ?? 200)

let host: TestPayload
let protocol: Protocol

beforeAll(async () => {
  // Two attempts and six claims, so that their ends are reached.
  host = await startTestPayload({ options: { steps: { attempts: 2, retryDelayMs: 0, leaseSeconds: 60 } } })
  protocol = new Protocol(host)
  await protocol.prepare()
})
afterAll(() => host?.stop())

const shapes: readonly Shape[] = [
  { batches: [['a', 'b', 'c'], ['a', 'b'], ['a']], missing: 1 },
  { batches: [['a', 'b']], missing: 0 },
]

test(`in any order of claims, saves, expiries, late writers and control, steps are exact (seed ${seed})`, async () => {
  let commands = 0
  await fc.assert(
    fc.asyncProperty(anyCommands, async (any) => {
      await protocol.reset()
      for (const shape of shapes) await protocol.request(shape)
      const seen: Seen = { snapshot: await readSnapshot(protocol.db), open: [], owners: 0 }
      try {
        await fc.asyncModelRun(() => ({ model: seen, real: protocol }), any)
        await drain(seen, protocol)
      } finally {
        for (const save of seen.open) save.pause.release()
        await Promise.all(seen.open.map(({ ended }) => ended))
      }
      commands += seen.owners
    }),
    { seed, numRuns, endOnFailure: process.env.PROTOCOL_SEED === undefined },
  )
  expect(commands).toBeGreaterThan(numRuns)
}, 240_000)

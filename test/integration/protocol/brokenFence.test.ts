import { sql } from '@payloadcms/db-postgres/drizzle'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'
import { protocolFormat } from './courseShape.js'
import { noCounts } from './noCounts.js'
import { Protocol } from './Protocol.js'
import { protocolProperty } from './protocolProperty.js'

// The fence without its condition on the token: whatever it is now will do.
vi.mock(import('../../../src/runs/sql/steps.js'), async (original) => {
  const { endStep, ...others } = await original()
  return {
    ...others,
    endStep: async (store, end) => {
      const { rows } = await store.db.execute(
        sql`select token from ${store.steps} where id = ${end.step.id} for update`,
      )
      await endStep(store, { ...end, step: { ...end.step, token: Number(rows[0]?.token) } })
    },
  }
})

let host: TestPayload
let protocol: Protocol

beforeAll(async () => {
  host = await startTestPayload({
    options: { formats: [protocolFormat], steps: { attempts: 2, retryDelayMs: 0, leaseSeconds: 60 } },
  })
  protocol = new Protocol(host)
  await protocol.prepare()
})
afterAll(() => host?.stop())

test('a fence that lets any token pass is found out, so that this kind of test would see it', async () => {
  const { failed, counterexample, errorInstance } = await fc.check(protocolProperty(protocol, noCounts()), {
    numRuns: 200,
    endOnFailure: true,
  })
  expect(failed).toBe(true)
  expect(String(counterexample)).toMatch(/late|act|endSave/)
  expect(String(errorInstance)).toContain('a late writer changes nothing')
}, 240_000)

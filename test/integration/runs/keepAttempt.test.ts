import { sql } from '@payloadcms/db-postgres/drizzle'
import { drizzle } from '@payloadcms/db-postgres/drizzle/node-postgres'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { poolOf, postgres, type Sql } from '../../../src/database/postgres.js'
import type { Attempt } from '../../../src/model/Attempt.js'
import { settingsOf } from '../../../src/options/settingsOf.js'
import { keepAttempt } from '../../../src/runs/keepAttempt.js'
import { LeaseLost } from '../../../src/runs/LeaseLost.js'
import { readStepResult } from '../../../src/runs/StepResult.js'
import { claimStep } from '../../../src/runs/sql/claimStep.js'
import { runTables } from '../../../src/runs/sql/runTables.js'
import { startCuttingProxy } from '../../chaos/startCuttingProxy.js'
import { addPositions } from '../addPositions.js'
import { type StartTestPayload, startTestPayload, type TestPayload } from '../startTestPayload.js'
import { readRun } from './readRun.js'
import { requestRun } from './requestRun.js'

let host: TestPayload
afterEach(() => host.stop())

const attempt: Attempt = {
  outcome: 'ok',
  provider: 'Acme',
  model: 'big-1',
  servedModel: undefined,
  usage: { promptTokens: 11, cachedTokens: 0, completionTokens: 7, reasoningTokens: 0 },
  ms: 5,
  firstTokenMs: undefined,
  requestId: 'bill',
  // The proxy takes a packet that speaks of it for the end of a transaction, which this one statement is.
  message: 'commit',
}
const drafts = { d01: { draft: { key: 'd01' }, model: 'big-1', provider: 'Acme' } }

/** A step that is claimed, and a connection that breaks right after the statement that keeps its attempt. */
const claimed = async (given: StartTestPayload, onCut = async (): Promise<void> => undefined) => {
  host = await startTestPayload(given)
  const { payload } = host
  await addPositions({ payload, counts: { opening: 5 } })
  const { id: run } = await requestRun(host, { targetDrillCount: 5 })
  const settings = settingsOf(payload)
  const tables = runTables(payload, settings.slugs)
  const step = await claimStep(poolOf(payload), tables, { owner: 'test', leaseSeconds: 60 })
  if (!step) throw new Error('There was no step to claim.')
  const uri = String(postgres(payload).poolOptions.connectionString)
  const proxy = await startCuttingProxy({ uri, statement: 'usage_calls' })
  const pool = new pg.Pool({ connectionString: proxy.uri })
  pool.on('error', () => undefined)
  const behindProxy = drizzle(pool)
  const db: Sql = {
    execute: async (query) => {
      if (proxy.cuts() === 0) return behindProxy.execute(query)
      await onCut()
      return poolOf(payload).execute(query)
    },
  }
  const call = { attempt, result: readStepResult({ drafts }), attempts: 1 }
  const keep = () => keepAttempt({ payload, settings, db, tables, step }, call, AbortSignal.timeout(20_000))
  const stop = async () => {
    await pool.end()
    await proxy.stop()
  }
  return { run, step, keep, cuts: proxy.cuts, stop }
}

test.each(['serial', 'uuid'] as const)(
  'an answer whose connection broke after it was kept stands there once, with its bill (ids: %s)',
  async (idType) => {
    const { run, keep, cuts, stop } = await claimed({ idType })
    try {
      await keep()
      expect(cuts()).toBe(1)
      const { run: read, logs, steps } = await readRun(host, run)
      expect(logs).toMatchObject([{ requestId: 'bill', promptTokens: 11 }])
      expect(read.usage).toMatchObject({ calls: 1, promptTokens: 11, completionTokens: 7 })
      expect(steps).toMatchObject([{ attempts: 1, result: { drafts } }])
    } finally {
      await stop()
    }
  },
)

test('whoever lost the step meanwhile is told so, and the bill stands there once', async () => {
  const { run, step, keep, cuts, stop } = await claimed({ schemaName: 'library' }, async () => {
    await poolOf(host.payload).execute(sql`
      update library.generation_steps set token = token + 1 where id = ${step.id}`)
  })
  try {
    await expect(keep()).rejects.toThrow(LeaseLost)
    expect(cuts()).toBe(1)
    expect((await readRun(host, run)).logs).toHaveLength(1)
  } finally {
    await stop()
  }
})
